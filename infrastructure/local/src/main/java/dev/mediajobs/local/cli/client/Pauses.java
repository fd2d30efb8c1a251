package dev.mediajobs.local.cli.client;

import java.time.Duration;

/** Waits; a test's version only notes for how long. */
@FunctionalInterface
public interface Pauses {

  /**
   * Returns after this time.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void pause(Duration time) throws InterruptedException;

  /** Really waits. */
  static Pauses real() {
    return Thread::sleep;
  }
}
