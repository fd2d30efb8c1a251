package dev.mediajobs.subtitles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides where cues end. Speaker changes and long pauses always end one; between those it takes,
 * of all the ways to cut the words into cues that keep the hard rules, the one with the lowest sum
 * of penalties. Looking at the whole stretch rather than filling cue by cue is what leaves no
 * single word over for a last cue. The work grows with the number of words times the words a cue
 * can hold.
 */
final class Segmentation {
  /** Each cue costs something, or every word would get its own. */
  private static final int CUE = 12;

  private static final int EMPTINESS = 10;
  private static final int SENTENCE_INSIDE = 45;
  private static final int NOTICEABLE_PAUSE_INSIDE = 15;
  private static final int PAUSE_AT_END = -5;
  private static final int TOO_SHORT = 30;
  private static final int TOO_SHORT_BY_ALL = 100;
  private static final int TOO_FAST_BY_ALL = 80;
  private static final int MOST_TOO_FAST = 160;

  private static final long NOTICEABLE_PAUSE_MILLIS = 400;
  private static final int UNREACHED = Integer.MAX_VALUE;

  private final List<Chunk> chunks;
  private final CueRules rules;
  private final long[] starts;
  private final long[] ends;
  private final long minMillis;
  private final long maxMillis;
  private final long gapMillis;
  private final int roomInCue;

  private Segmentation(List<Chunk> chunks, CueRules rules) {
    this.chunks = chunks;
    this.rules = rules;
    starts = chunks.stream().mapToLong(Chunk::startMillis).toArray();
    ends = chunks.stream().mapToLong(Chunk::endMillis).toArray();
    minMillis = rules.minDuration().toMillis();
    maxMillis = rules.maxDuration().toMillis();
    gapMillis = rules.gap().toMillis();
    roomInCue = rules.charactersPerLine() * rules.linesPerCue();
  }

  /** The chunks of each cue, in order; every chunk is in exactly one. */
  static List<List<Chunk>> cut(List<Chunk> chunks, CueRules rules) {
    var segmentation = new Segmentation(chunks, rules);
    List<List<Chunk>> cues = new ArrayList<>();
    int from = 0;
    for (int index = 0; index < chunks.size(); index++) {
      if (segmentation.mustEndAfter(index)) {
        segmentation.cutStretch(from, index + 1, cues);
        from = index + 1;
      }
    }
    return cues;
  }

  private boolean mustEndAfter(int index) {
    return index + 1 == chunks.size()
        || chunks.get(index + 1).turn()
        || pauseAfter(index) >= rules.longPause().toMillis();
  }

  private long pauseAfter(int index) {
    return starts[index + 1] - ends[index];
  }

  private void cutStretch(int from, int to, List<List<Chunk>> cues) {
    int length = to - from;
    int[] best = new int[length + 1];
    int[] cameFrom = new int[length + 1];
    Arrays.fill(best, 1, length + 1, UNREACHED);
    for (int start = 0; start < length; start++) {
      extend(from, to, start, best, cameFrom);
    }
    List<List<Chunk>> backwards = new ArrayList<>();
    for (int end = length; end > 0; end = cameFrom[end]) {
      backwards.add(chunks.subList(from + cameFrom[end], from + end));
    }
    cues.addAll(backwards.reversed());
  }

  /**
   * Tries every cue that begins with this chunk. Always reaches at least the next chunk, since one
   * alone fits every hard rule.
   */
  private void extend(int from, int to, int start, int[] best, int[] cameFrom) {
    var lines = new LineFill(rules);
    int first = from + start;
    int inside = 0;
    for (int index = first; index < to; index++) {
      if (!lines.add(chunks.get(index))
          || (index > first && ends[index] - starts[first] > maxMillis)) {
        return;
      }
      int cost = best[start] + inside + costOfCue(first, index, to, lines.columns());
      int end = index + 1 - from;
      if (cost < best[end]) {
        best[end] = cost;
        cameFrom[end] = start;
      }
      inside += index + 1 < to ? costInside(index) : 0;
    }
  }

  private int costOfCue(int first, int last, int to, int columns) {
    long room = maxMillis;
    int cost = CUE + EMPTINESS * Math.max(0, roomInCue - columns) / roomInCue;
    if (last + 1 < chunks.size()) {
      long untilNext = starts[last + 1] - gapMillis - starts[first];
      room = Math.clamp(untilNext, 1, maxMillis);
    }
    if (last + 1 < to) {
      cost += costAtEnd(last);
    }
    if (room < minMillis) {
      cost += TOO_SHORT + (int) (TOO_SHORT_BY_ALL * (minMillis - room) / minMillis);
    }
    long needed = columns * 1000L / rules.charactersPerSecond();
    if (needed > room) {
      cost += (int) Math.min(MOST_TOO_FAST, TOO_FAST_BY_ALL * (needed - room) / room);
    }
    return cost;
  }

  private int costAtEnd(int index) {
    int border =
        switch (chunks.get(index).border()) {
          case SENTENCE -> 0;
          case CLAUSE -> 8;
          case LINK -> 18;
          case PLAIN -> 45;
          case LEANING -> 60;
        };
    return isNoticeablePauseAfter(index) ? Math.max(0, border + PAUSE_AT_END) : border;
  }

  private int costInside(int index) {
    int cost = chunks.get(index).border() == Border.SENTENCE ? SENTENCE_INSIDE : 0;
    return isNoticeablePauseAfter(index) ? cost + NOTICEABLE_PAUSE_INSIDE : cost;
  }

  private boolean isNoticeablePauseAfter(int index) {
    return pauseAfter(index) >= NOTICEABLE_PAUSE_MILLIS;
  }
}
