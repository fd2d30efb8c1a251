package dev.mediajobs.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that is moved forward at will. */
public final class TestClock extends Clock {

  private final Clock base;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  private TestClock(Clock base) {
    this.base = base;
  }

  /** It goes on by itself too, as real time does. */
  public static TestClock running() {
    return new TestClock(Clock.tickMillis(ZoneOffset.UTC));
  }

  /** It goes on only when it is told to; starts now. */
  public static TestClock standing() {
    return new TestClock(Clock.fixed(Clock.tickMillis(ZoneOffset.UTC).instant(), ZoneOffset.UTC));
  }

  /** Goes on to this instant, unless it is there already. */
  public void passTo(Instant instant) {
    Duration left = Duration.between(instant(), instant);
    if (left.isPositive()) {
      pass(left);
    }
  }

  public void pass(Duration time) {
    ahead.updateAndGet(time::plus);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new IllegalStateException("nobody needs another zone");
  }
}
