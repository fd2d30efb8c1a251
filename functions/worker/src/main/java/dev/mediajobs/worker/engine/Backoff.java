package dev.mediajobs.worker.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before another try: a random time up to a bound that doubles with every try
 * ("full jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
final class Backoff {

  private static final Duration FIRST_BOUND = Duration.ofSeconds(20);
  private static final Duration LAST_BOUND = Duration.ofMinutes(5);

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Before retry {@code number}, which counts from 1. */
  Duration before(int number) {
    long bound =
        Math.min(LAST_BOUND.toMillis(), FIRST_BOUND.toMillis() << Math.min(number - 1, 10));
    return Duration.ofMillis(random.nextLong(bound + 1));
  }
}
