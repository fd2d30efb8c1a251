package dev.mediajobs.subtitles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds the cues of a transcript. */
public final class Cues {
  /** A cue shown for less (five frames) is a flicker that nobody reads. */
  private static final long SEEN_MILLIS = 200;

  private Cues() {}

  /**
   * The cues of this transcript by these rules, in order of time; none when nothing was said. The
   * same transcript and rules always give the same cues. {@link CueRules} says which rule gives way
   * when two can't both be kept.
   */
  public static List<Cue> from(Transcript transcript, CueRules rules) {
    List<List<Chunk>> groups = Segmentation.cut(Chunks.of(transcript, rules), rules);
    List<Cue> cues = new ArrayList<>(groups.size());
    long free = 0;
    for (int index = 0; index < groups.size(); index++) {
      List<Chunk> chunks = groups.get(index);
      long nextStart =
          index + 1 == groups.size()
              ? Long.MAX_VALUE
              : groups.get(index + 1).getFirst().startMillis();
      String text = LineBreaks.join(chunks);
      long start = Math.max(free, chunks.getFirst().startMillis());
      long end = endOf(chunks, text, start, nextStart, rules);
      free = end + rules.gap().toMillis();
      cues.add(
          cue(index + 1, Duration.ofMillis(start), Duration.ofMillis(end), text, chunks, rules));
    }
    return List.copyOf(cues);
  }

  private static long endOf(
      List<Chunk> chunks, String text, long start, long nextStart, CueRules rules) {
    long toRead = Math.ceilDiv(Graphemes.columns(text) * 1000L, (long) rules.charactersPerSecond());
    long minimum = rules.minDuration().toMillis();
    long wanted = Math.max(chunks.getLast().endMillis(), start + Math.max(minimum, toRead));
    long latest =
        Math.min(start + rules.maxDuration().toMillis(), nextStart - rules.gap().toMillis());
    return Math.max(Math.min(wanted, latest), start + Math.min(SEEN_MILLIS, minimum));
  }

  private static Cue cue(
      int number, Duration start, Duration end, String text, List<Chunk> chunks, CueRules rules) {
    Chunk first = chunks.getFirst();
    List<Word> words =
        chunks.stream()
            .map(Chunk::word)
            .map(word -> word.at(within(word.start(), start, end), within(word.end(), start, end)))
            .toList();
    return new Cue(
        number,
        start,
        end,
        text,
        LineBreaks.of(chunks, rules),
        first.word().speaker(),
        first.reserved() > 0,
        words);
  }

  private static Duration within(Duration time, Duration start, Duration end) {
    if (time.compareTo(start) < 0) {
      return start;
    }
    return time.compareTo(end) > 0 ? end : time;
  }
}
