package dev.mediajobs.worker.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The instant by which a function must have let go of its job. */
public final class Deadline {

  /** What is kept back to write the row and send the message that hand a job over. */
  private static final Duration RESERVE = Duration.ofSeconds(20);

  private final Clock clock;
  private final Instant end;

  private Deadline(Clock clock, Instant end) {
    this.clock = clock;
    this.end = end;
  }

  /** Of a function that has {@code remaining} time before it is stopped. */
  public static Deadline in(Duration remaining, Clock clock) {
    return new Deadline(clock, clock.instant().plus(remaining).minus(RESERVE));
  }

  /** The time left, or {@code most} if that is less; never negative. */
  public Duration atMost(Duration most) {
    Duration left = Duration.between(clock.instant(), end);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(most) < 0 ? left : most;
  }

  /** Whether less than {@code needed} is left. */
  public boolean isCloserThan(Duration needed) {
    return atMost(needed).compareTo(needed) < 0;
  }
}
