package dev.mediajobs.local.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What becomes of a batch that a function has failed to handle.
 *
 * @param maximumRetries after how many retries records are given up; empty means never
 * @param maximumAge the age at which records are given up; empty means never
 * @param bisect whether a batch is first split in two, which counts as no retry
 * @param queueUrl the queue that is told of records that were given up
 */
public record FailurePolicy(
    OptionalInt maximumRetries,
    Optional<Duration> maximumAge,
    boolean bisect,
    Optional<String> queueUrl) {

  private static final int MOST_RETRIES = 10_000;
  private static final Duration LEAST_AGE = Duration.ofMinutes(1);
  private static final Duration MOST_AGE = Duration.ofDays(7);

  /**
   * Checks the ranges, as CreateEventSourceMapping does.
   *
   * @throws IllegalArgumentException naming the property that is out of its range
   */
  public FailurePolicy {
    if (maximumRetries.isPresent()
        && (maximumRetries.getAsInt() < 0 || maximumRetries.getAsInt() > MOST_RETRIES)) {
      throw new IllegalArgumentException(
          "MaximumRetryAttempts is neither -1 nor between 0 and " + MOST_RETRIES);
    }
    if (maximumAge.isPresent()
        && (maximumAge.get().compareTo(LEAST_AGE) < 0
            || maximumAge.get().compareTo(MOST_AGE) > 0)) {
      throw new IllegalArgumentException(
          "MaximumRecordAgeInSeconds is neither -1 nor between %d and %d"
              .formatted(LEAST_AGE.toSeconds(), MOST_AGE.toSeconds()));
    }
  }

  /** Whether a batch that failed for the {@code failures}th time is given up. */
  boolean givesUpAfter(int failures) {
    return maximumRetries.isPresent() && failures > maximumRetries.getAsInt();
  }
}
