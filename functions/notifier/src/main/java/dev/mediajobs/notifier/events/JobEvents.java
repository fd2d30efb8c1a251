package dev.mediajobs.notifier.events;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Lease;
import java.time.Instant;
import java.util.Optional;

/** How events follow from the changes of a job's row. */
final class JobEvents {

  private JobEvents() {}

  /**
   * The event of a row that was written.
   *
   * @param before the job as it was; empty when the row is new
   * @param after the job as it is
   * @param written when the row was written
   * @return empty when nothing happened that anybody could see, as by a heartbeat
   */
  static Optional<JobEvent> of(Optional<Job> before, Job after, Instant written) {
    return type(before, after).map(type -> JobEvent.of(type, after, written));
  }

  /**
   * The event of a job that has ended.
   *
   * @throws IllegalArgumentException when it has not
   */
  static JobEvent ofEnd(Job ended, Instant written) {
    return JobEvent.of(EventType.ofEnd(ended.status()), ended, written);
  }

  /** The event of a row that is gone. */
  static JobEvent ofGone(Job before, Instant written) {
    return JobEvent.of(EventType.EXPIRED, before, written);
  }

  private static Optional<EventType> type(Optional<Job> before, Job after) {
    if (after.status().isTerminal()) {
      return Optional.of(EventType.ofEnd(after.status()))
          .filter(_ -> after.hold().lease().kind() == Lease.Kind.TOLD_BY)
          .filter(_ -> before.map(Job::hold).filter(after.hold()::equals).isEmpty());
    }
    if (before.isPresent() && isRecovered(before.get(), after)) {
      return Optional.of(EventType.RECOVERED);
    }
    return before.isPresent() && looksTheSame(before.get(), after)
        ? Optional.empty()
        : Optional.of(EventType.PROGRESS);
  }

  private static boolean isRecovered(Job before, Job after) {
    return before.status() == JobStatus.PROCESSING
        && after.status() == JobStatus.PENDING
        && after.tries().retryCount() > before.tries().retryCount();
  }

  private static boolean looksTheSame(Job before, Job after) {
    return before.status() == after.status() && before.progress().equals(after.progress());
  }
}
