package dev.mediajobs.subtitles;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One spoken word with the punctuation that clings to it. Its three texts are cleaned on the way
 * in, so that each stands on one line and can be written as UTF-8: no control characters, no line
 * breaks, single spaces.
 *
 * @param text what was said; never empty
 * @param before punctuation in front, such as an opening bracket or ¿; empty when there is none
 * @param after punctuation behind, such as a comma; empty when there is none
 * @param start when the word begins, from the start of the recording, cut to the millisecond; never
 *     negative
 * @param end when it ends, cut to the millisecond; never before the start
 * @param confidence how sure the recogniser was, 0 to 1; empty when it did not say
 * @param speaker the recogniser's label of who spoke, such as {@code spk_0}; empty when unknown
 */
public record Word(
    String text,
    String before,
    String after,
    Duration start,
    Duration end,
    OptionalDouble confidence,
    Optional<String> speaker) {

  /**
   * @throws IllegalArgumentException when nothing visible is left of the text, a time is negative,
   *     the end comes before the start, or the confidence is not within 0 to 1
   */
  public Word {
    text = PlainText.clean(text);
    before = PlainText.clean(before);
    after = PlainText.clean(after);
    start = toTheMillisecond(start);
    end = toTheMillisecond(end);
    speaker = speaker.map(PlainText::clean).filter(label -> !label.isEmpty());
    if (text.isEmpty()) {
      throw new IllegalArgumentException("A word needs at least one visible character");
    }
    if (start.isNegative() || end.compareTo(start) < 0) {
      throw new IllegalArgumentException(
          "A word starts at zero or later and ends no earlier than it starts, but this one has "
              + start
              + " to "
              + end);
    }
    if (confidence.isPresent()
        && !(confidence.getAsDouble() >= 0 && confidence.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "Confidence is 0 to 1, but this is " + confidence.getAsDouble());
    }
  }

  private static Duration toTheMillisecond(Duration time) {
    return time.toNanosPart() % 1_000_000 == 0 ? time : time.truncatedTo(ChronoUnit.MILLIS);
  }

  /** A word without punctuation, confidence or speaker. */
  public static Word of(String text, Duration start, Duration end) {
    return new Word(text, "", "", start, end, OptionalDouble.empty(), Optional.empty());
  }

  /** The word as it is shown: with the punctuation on both sides. */
  public String shown() {
    return before.isEmpty() && after.isEmpty() ? text : before + text + after;
  }

  /** The same word at other times. */
  public Word at(Duration newStart, Duration newEnd) {
    return newStart.equals(start) && newEnd.equals(end)
        ? this
        : new Word(text, before, after, newStart, newEnd, confidence, speaker);
  }

  /** The same word by this speaker. */
  public Word spokenBy(String label) {
    return new Word(text, before, after, start, end, confidence, Optional.of(label));
  }

  /** The same word with this punctuation behind what it has already. */
  public Word followedBy(String punctuation) {
    return new Word(text, before, after + punctuation, start, end, confidence, speaker);
  }
}
