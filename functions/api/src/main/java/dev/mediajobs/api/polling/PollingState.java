package dev.mediajobs.api.polling;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Progress;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a job stands, in the words of this contract.
 *
 * @param status which of the four
 * @param stage the stage's spelling
 * @param percent the stage's percentage; of a failed job that of the last stage before
 * @param message a sentence for the person who waits
 * @param error why it failed; empty unless it did
 */
record PollingState(
    Status status, String stage, int percent, String message, Optional<Failure> error) {

  /** The statuses. */
  enum Status {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED;

    /** The spelling in answers. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Cancelling is no part of this contract; should it ever happen, the client hears why. */
  private static final Failure CANCELLED = new Failure("cancelled", "The job was cancelled.");

  static PollingState of(Job job) {
    Status status = statusOf(job);
    PollingStage reached = PollingStage.reachedBy(job);
    Optional<Failure> error =
        status == Status.FAILED ? Optional.of(job.failure().orElse(CANCELLED)) : Optional.empty();
    return new PollingState(
        status,
        error.isPresent() ? Status.FAILED.text() : reached.text(),
        reached.percent(),
        error.map(Failure::message).or(() -> retrying(job)).orElse(reached.message()),
        error);
  }

  /** A job that was begun and waits to be tried again does not go back to the queue in public. */
  private static Status statusOf(Job job) {
    return switch (job.status()) {
      case PENDING -> job.times().started().isPresent() ? Status.RUNNING : Status.QUEUED;
      case PROCESSING -> Status.RUNNING;
      case COMPLETED -> Status.SUCCEEDED;
      case FAILED, CANCELLED -> Status.FAILED;
    };
  }

  private static Optional<String> retrying(Job job) {
    return job.status() == JobStatus.PENDING && job.tries().retryCount() > 0
        ? job.progress().map(Progress::message)
        : Optional.empty();
  }
}
