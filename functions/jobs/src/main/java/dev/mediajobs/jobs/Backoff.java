package dev.mediajobs.jobs;

import java.time.Duration;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * How long to wait before another try: a random time up to a bound that doubles with every try
 * ("full jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
public final class Backoff {

  private static final int MOST_DOUBLINGS = 20;

  private final RandomGenerator random;
  private final Duration firstBound;
  private final Duration lastBound;

  Backoff(RandomGenerator random, Duration firstBound, Duration lastBound) {
    this.random = random;
    this.firstBound = firstBound;
    this.lastBound = lastBound;
  }

  /** Between two tries of a job: up to 20 seconds at first, up to 5 minutes at last. */
  public static Backoff ofJobs(RandomGenerator random) {
    return new Backoff(random, Duration.ofSeconds(20), Duration.ofMinutes(5));
  }

  /** Between two tries of one request, while its caller waits: up to a second at last. */
  public static Backoff ofRequests() {
    return new Backoff(RandomGenerator.getDefault(), Duration.ofMillis(25), Duration.ofSeconds(1));
  }

  /**
   * Waits as long as is due before retry {@code number}.
   *
   * @throws AbortedException when the thread is interrupted
   */
  public void pauseBefore(int number) {
    try {
      Thread.sleep(before(number));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted between two tries of a request", e);
    }
  }

  /** Before retry {@code number}, which counts from 1. */
  public Duration before(int number) {
    long doubled = firstBound.toMillis() << Math.min(number - 1, MOST_DOUBLINGS);
    return Duration.ofMillis(random.nextLong(Math.min(lastBound.toMillis(), doubled) + 1));
  }
}
