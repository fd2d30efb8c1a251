package dev.mediajobs.local.speech;

import java.time.Duration;

/**
 * A word that was heard.
 *
 * @param text the word in lower case, without punctuation
 * @param start from the beginning of the recording
 * @param end from the beginning of the recording, never before the start
 * @param confidence from 0 (a guess) to 1 (certain)
 */
public record SpokenWord(String text, Duration start, Duration end, double confidence) {

  /** Checks the ranges. */
  public SpokenWord {
    if (text.isBlank()) {
      throw new IllegalArgumentException("A spoken word needs a text");
    }
    if (start.isNegative() || end.compareTo(start) < 0) {
      throw new IllegalArgumentException(
          "Word '"
              + text
              + "' must start at or after 0 and end after it starts: "
              + start
              + " to "
              + end);
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("Confidence must be from 0 to 1, not " + confidence);
    }
  }

  Duration middle() {
    return start.plus(end).dividedBy(2);
  }
}
