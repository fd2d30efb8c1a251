package dev.mediajobs.local.cli.client;

import java.util.Locale;
import java.util.Optional;

/** Where a job stands; the API spells these in lower case. */
public enum JobStatus {
  PENDING,
  PROCESSING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** Whether nothing will change any more. */
  public boolean terminal() {
    return switch (this) {
      case PENDING, PROCESSING -> false;
      case COMPLETED, FAILED, CANCELLED -> true;
    };
  }

  /** The word as the API spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<JobStatus> of(String word) {
    for (JobStatus status : values()) {
      if (status.word().equals(word)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
