package dev.mediajobs.worker.speech;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How often an engine is asked for the same piece, and how long it is left alone in between. */
final class Patience {
  /** Waits. */
  @FunctionalInterface
  interface Waiting {
    void sleep(Duration time) throws InterruptedException;
  }

  private static final int MOST_TRIES = 4;
  private static final Duration FIRST_BOUND = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final RandomGenerator random;
  private final Waiting waiting;

  Patience(RandomGenerator random, Waiting waiting) {
    this.random = random;
    this.waiting = waiting;
  }

  /** With real waits, of random length so that those who failed together do not come together. */
  static Patience real() {
    return new Patience(RandomGenerator.getDefault(), Thread::sleep);
  }

  /**
   * Waits before another try.
   *
   * @param tried how often it was tried so far
   * @param failure of the last try, which is thrown on when no other try may succeed
   */
  void awaitNext(int tried, SpeechException failure) throws SpeechException, InterruptedException {
    if (failure.kind() != SpeechException.Kind.PASSING || tried >= MOST_TRIES) {
      throw failure;
    }
    long bound = FIRST_BOUND.toMillis() << (tried - 1);
    Duration own = Duration.ofMillis(random.nextLong(bound + 1));
    Optional<Duration> asked = failure.retryAfter().filter(time -> time.compareTo(own) > 0);
    Duration time = asked.orElse(own);
    waiting.sleep(time.compareTo(LONGEST) > 0 ? LONGEST : time);
  }
}
