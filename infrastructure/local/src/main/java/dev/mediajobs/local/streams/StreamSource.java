package dev.mediajobs.local.streams;

import dev.mediajobs.local.events.EventPattern;
import java.time.Duration;
import java.util.List;

/**
 * An event source mapping from the stream of a table to a function.
 *
 * @param table the table
 * @param streamArn its stream, as events name it
 * @param region the region that events name
 * @param start which records come first
 * @param batchSize most records in one event, 1 to 10,000
 * @param window how long to collect records before an event that isn't full is sent, up to 5
 *     minutes
 * @param filters patterns of which a record must match one; none lets all through, five are the
 *     most
 * @param partialFailures whether the function reports the first record that it could not handle
 * @param failures what becomes of records that can't be handled
 */
public record StreamSource(
    String table,
    String streamArn,
    String region,
    Start start,
    int batchSize,
    Duration window,
    List<EventPattern> filters,
    boolean partialFailures,
    FailurePolicy failures) {

  /** How many records a batch has whose mapping doesn't say. */
  public static final int DEFAULT_BATCH_SIZE = 100;

  private static final int LARGEST_BATCH = 10_000;
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);
  private static final int MOST_FILTERS = 5;

  /** Where reading begins. */
  public enum Start {
    /** With the oldest record that the stream still has. */
    TRIM_HORIZON,
    /** With what is written from now on. */
    LATEST
  }

  /**
   * Checks the ranges, as CreateEventSourceMapping does.
   *
   * @throws IllegalArgumentException naming the property that is out of its range
   */
  public StreamSource {
    filters = List.copyOf(filters);
    if (batchSize < 1 || batchSize > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "BatchSize " + batchSize + " is not between 1 and " + LARGEST_BATCH);
    }
    if (window.isNegative() || window.compareTo(LONGEST_WINDOW) > 0) {
      throw new IllegalArgumentException("MaximumBatchingWindowInSeconds is not between 0 and 300");
    }
    if (filters.size() > MOST_FILTERS) {
      throw new IllegalArgumentException(
          "FilterCriteria has more than " + MOST_FILTERS + " Filters");
    }
  }

  /** Whether the function wants this record. */
  boolean wants(StreamRecord record) {
    return filters.isEmpty() || filters.stream().anyMatch(filter -> filter.matches(record.json()));
  }
}
