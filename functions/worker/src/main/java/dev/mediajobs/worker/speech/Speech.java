package dev.mediajobs.worker.speech;

import java.time.Duration;

/** What came of a sitting. */
public sealed interface Speech {

  /** All of the script was spoken and joined. */
  record Whole(SpokenScript script) implements Speech {}

  /**
   * The time was over before.
   *
   * @param passages how many were spoken and kept in this sitting; 0 when it brought nothing
   * @param latency how long it lasted
   */
  record Unfinished(int passages, Duration latency) implements Speech {}
}
