package dev.mediajobs.local.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects records of one shard until there is a batch of them. For one thread at a time. */
final class Batches {

  /** Under Lambda's 6 MiB for an event, with room for what is around the records. */
  private static final int LARGEST_EVENT = 6_000_000;

  private final int size;
  private final Duration window;
  private final List<StreamRecord> waiting = new ArrayList<>();
  private long firstCame;

  /**
   * @param size most records in a batch
   * @param window how long the first record of a batch waits for others
   */
  Batches(int size, Duration window) {
    this.size = size;
    this.window = window;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether the next batch can become larger than it is. */
  boolean takesMore() {
    return next() == waiting.size() && next() < size;
  }

  void add(List<StreamRecord> records) {
    if (waiting.isEmpty()) {
      firstCame = System.nanoTime();
    }
    waiting.addAll(records);
  }

  /**
   * Takes the next batch if it is full or has waited long enough.
   *
   * @param last whether nothing will be added any more
   */
  Optional<List<StreamRecord>> due(boolean last) {
    boolean waited = System.nanoTime() - firstCame >= window.toNanos();
    if (waiting.isEmpty() || (takesMore() && !last && !waited)) {
      return Optional.empty();
    }
    List<StreamRecord> next = waiting.subList(0, next());
    List<StreamRecord> batch = List.copyOf(next);
    next.clear();
    firstCame = System.nanoTime();
    return Optional.of(batch);
  }

  private int next() {
    int count = 0;
    long bytes = 0;
    while (count < Math.min(size, waiting.size())) {
      bytes += waiting.get(count).bytes();
      if (bytes > LARGEST_EVENT && count > 0) {
        return count;
      }
      count++;
    }
    return count;
  }
}
