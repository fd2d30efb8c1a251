package dev.mediajobs.local.isolated;

import java.time.Duration;

/** A moment by this machine's steady clock. */
record Deadline(long nanoTime) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** How long it is until then; zero once it is over. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }
}
