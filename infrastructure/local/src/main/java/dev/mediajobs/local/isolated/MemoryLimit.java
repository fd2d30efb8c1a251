package dev.mediajobs.local.isolated;

import java.time.Duration;

/** How much memory the processes of an execution environment may have together. */
final class MemoryLimit {

  /** Between two looks: what is over the limit for a shorter time may get away with it. */
  static final Duration PERIOD = Duration.ofMillis(50);

  private final long bytes;
  private boolean wasExceeded;

  MemoryLimit(int megabytes) {
    this.bytes = megabytes * 1024L * 1024;
  }

  /**
   * Whether they have had more at two looks in a row. One would not do: a process that is starting
   * a program seems for a moment to have its memory twice.
   */
  boolean isExceededBy(ProcessTree processes) {
    boolean exceeded = processes.residentBytes() > bytes;
    boolean twice = exceeded && wasExceeded;
    wasExceeded = exceeded;
    return twice;
  }
}
