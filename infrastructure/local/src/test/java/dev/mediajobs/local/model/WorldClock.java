package dev.mediajobs.local.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of the modelled world; it passes only when the scheduler lets it. */
final class WorldClock {

  static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = BEGINNING;

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** The clock of a machine that goes wrong by {@code skew}. */
  Clock skewedBy(Duration skew) {
    return new Clock() {
      @Override
      public Instant instant() {
        return now.plus(skew);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new IllegalStateException("nobody needs another zone");
      }
    };
  }
}
