package dev.mediajobs.local.lambda;

import java.time.Duration;

/**
 * An event source mapping from a queue to a function.
 *
 * @param queueUrl the queue
 * @param queueArn the same, as the event names it
 * @param region the region that the event names
 * @param batchSize most messages in one event, 1 to 10,000; above 10 only with a window
 * @param window how long to collect messages before an event that isn't full is sent
 * @param partialFailures whether the function reports failed messages one by one
 * @param maximumConcurrency most invocations at once, at least 2
 */
public record QueueSource(
    String queueUrl,
    String queueArn,
    String region,
    int batchSize,
    Duration window,
    boolean partialFailures,
    int maximumConcurrency) {

  /** What a mapping has that doesn't bound its concurrency; Lambda would go up to 1,250. */
  public static final int DEFAULT_CONCURRENCY = 10;

  private static final int LARGEST_RECEIVE = 10;
  private static final int LARGEST_BATCH = 10_000;
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);

  /**
   * Checks the ranges, as CreateEventSourceMapping does.
   *
   * @throws IllegalArgumentException naming the property that is out of its range
   */
  public QueueSource {
    if (batchSize < 1 || batchSize > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "BatchSize " + batchSize + " is not between 1 and " + LARGEST_BATCH);
    }
    if (batchSize > LARGEST_RECEIVE && window.isZero()) {
      throw new IllegalArgumentException(
          "a BatchSize above 10 needs a MaximumBatchingWindowInSeconds");
    }
    if (window.isNegative() || window.compareTo(LONGEST_WINDOW) > 0) {
      throw new IllegalArgumentException("MaximumBatchingWindowInSeconds is not between 0 and 300");
    }
    if (maximumConcurrency < 2 || maximumConcurrency > 1_000) {
      throw new IllegalArgumentException(
          "MaximumConcurrency " + maximumConcurrency + " is not between 2 and 1000");
    }
  }
}
