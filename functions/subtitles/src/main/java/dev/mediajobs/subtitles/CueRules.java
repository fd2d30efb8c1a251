package dev.mediajobs.subtitles;

import java.time.Duration;

/**
 * What makes a cue readable. Characters are counted as columns: a grapheme cluster is one, an East
 * Asian wide character or an emoji two.
 *
 * <p>Speech does not always leave room for every rule. From the one that always holds to the one
 * that gives first:
 *
 * <ol>
 *   <li>no text is lost, repeated or put in another order;
 *   <li>cues never overlap, and the gap between them is kept;
 *   <li>a cue has at most {@code linesPerCue} lines of at most {@code charactersPerLine}: a longer
 *       word is cut between two characters, for a line that leaves the picture can't be read at
 *       all;
 *   <li>a cue is shown no longer than {@code maxDuration}, and holds one speaker's words only;
 *   <li>a cue never starts before its first word, and starts with it, unless the cue before began
 *       so shortly before (under 0.3 s) that it would not have been seen; then it starts just late
 *       enough for that one to be seen for 0.2 s;
 *   <li>{@code minDuration}: a short cue is first joined with its neighbours, then stays into the
 *       silence after it, but ends when somebody else speaks;
 *   <li>{@code charactersPerSecond}: met by choosing where cues break and by staying into silence;
 *       exceeded where people talk faster than that without a pause.
 * </ol>
 *
 * @param charactersPerLine 10 to 200
 * @param linesPerCue 1 to 3
 * @param minDuration from 1 ms to {@code maxDuration}
 * @param maxDuration at most a minute
 * @param charactersPerSecond 1 to 100
 * @param gap between the end of a cue and the start of the next, 0 to 1 s
 * @param longPause a silence that ends a cue however short it is, 0.1 s to a minute
 */
public record CueRules(
    int charactersPerLine,
    int linesPerCue,
    Duration minDuration,
    Duration maxDuration,
    int charactersPerSecond,
    Duration gap,
    Duration longPause) {

  /**
   * @throws IllegalArgumentException naming the rule that is out of bounds
   */
  public CueRules {
    requireWithin("charactersPerLine", charactersPerLine, 10, 200);
    requireWithin("linesPerCue", linesPerCue, 1, 3);
    requireWithin("maxDuration", maxDuration, Duration.ofMillis(1), Duration.ofMinutes(1));
    requireWithin("minDuration", minDuration, Duration.ofMillis(1), maxDuration);
    requireWithin("charactersPerSecond", charactersPerSecond, 1, 100);
    requireWithin("gap", gap, Duration.ZERO, Duration.ofSeconds(1));
    requireWithin("longPause", longPause, Duration.ofMillis(100), Duration.ofMinutes(1));
  }

  /**
   * What the large broadcasters ask for: 42 characters a line, 2 lines, 0.833 to 7 s, 20 characters
   * a second, and 2 frames at 24 frames a second between cues: 83.3 ms, rounded up to 84 so that
   * the gap is never short of two frames. Their guidelines leave the pause open; after 1.5 s of
   * silence viewers no longer expect the sentence to go on.
   */
  public static CueRules defaults() {
    return new CueRules(
        42,
        2,
        Duration.ofMillis(833),
        Duration.ofSeconds(7),
        20,
        Duration.ofMillis(84),
        Duration.ofMillis(1500));
  }

  private static void requireWithin(String rule, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          rule + " must be " + least + " to " + most + ", but is " + value);
    }
  }

  private static void requireWithin(String rule, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          rule + " must be " + least + " to " + most + ", but is " + value);
    }
  }
}
