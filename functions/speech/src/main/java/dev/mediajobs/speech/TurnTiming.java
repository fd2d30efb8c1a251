package dev.mediajobs.speech;

import java.time.Duration;

/**
 * When a turn is heard.
 *
 * @param index of the turn in its script, from 0
 * @param start of its first sound, from the start of the audio; never negative
 * @param end of its last sound; never before the start
 */
public record TurnTiming(int index, Duration start, Duration end) {
  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException when one is negative or the end comes before the start
   */
  public TurnTiming {
    if (index < 0 || start.isNegative() || end.compareTo(start) < 0) {
      throw new IllegalArgumentException(
          "Turn %d can't be heard from %s to %s".formatted(index, start, end));
    }
  }
}
