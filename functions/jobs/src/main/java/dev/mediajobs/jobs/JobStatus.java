package dev.mediajobs.jobs;

import java.util.Locale;
import java.util.Set;

/**
 * Where a job stands. The allowed moves are all in {@link #successors()}; every write to a row is
 * held to them.
 */
public enum JobStatus {
  /** Accepted; waits for a worker. */
  PENDING,
  /** A worker holds it, or it waits for an engine that a worker has started. */
  PROCESSING,
  /** Ended with a result. */
  COMPLETED,
  /** Ended with an error. */
  FAILED,
  /** Ended by its owner before it began. */
  CANCELLED;

  /**
   * The statuses that may follow this one; a status may always stay as it is while it is not
   * terminal.
   */
  public Set<JobStatus> successors() {
    return switch (this) {
      case PENDING -> Set.of(PROCESSING, FAILED, CANCELLED);
      case PROCESSING -> Set.of(COMPLETED, FAILED, PENDING);
      case FAILED -> Set.of(PENDING);
      case COMPLETED, CANCELLED -> Set.of();
    };
  }

  /** Whether nothing more happens to the job by itself. */
  public boolean isTerminal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  /** The spelling in rows and answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status spelled {@code text}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static JobStatus of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
