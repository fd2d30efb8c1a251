package dev.mediajobs.api.editor;

import dev.mediajobs.jobs.JobStatus;
import java.util.Optional;

/**
 * The statuses that this contract knows. It has no way to cancel a job, so that none of its jobs is
 * ever cancelled; one that were would show as failed.
 */
enum WireStatus {
  PENDING("pending"),
  PROCESSING("processing"),
  COMPLETED("completed"),
  FAILED("failed");

  private final String text;

  WireStatus(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  static WireStatus of(JobStatus status) {
    return switch (status) {
      case PENDING -> PENDING;
      case PROCESSING -> PROCESSING;
      case COMPLETED -> COMPLETED;
      case FAILED, CANCELLED -> FAILED;
    };
  }

  /** The status spelled {@code text}. */
  static Optional<WireStatus> parse(String text) {
    for (WireStatus status : values()) {
      if (status.text.equals(text)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
