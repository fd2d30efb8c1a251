package dev.mediajobs.local.speech;

import java.time.Duration;

/**
 * A time in which one person speaks without a pause.
 *
 * @param start from the beginning of the recording
 * @param end from the beginning of the recording, after the start
 * @param speaker a number for the voice, from 0 in order of first appearance
 */
public record Turn(Duration start, Duration end, int speaker) {

  /** How far a moment is from this turn; zero inside. */
  Duration distance(Duration moment) {
    if (moment.compareTo(start) < 0) {
      return start.minus(moment);
    }
    return moment.compareTo(end) > 0 ? moment.minus(end) : Duration.ZERO;
  }
}
