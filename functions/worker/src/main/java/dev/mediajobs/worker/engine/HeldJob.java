package dev.mediajobs.worker.engine;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Lease;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A job while this worker holds it: the one place from which the worker writes the row, one write
 * at a time, whichever thread wants it.
 */
final class HeldJob {

  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(2);

  private final JobStore store;
  private final Clock clock;
  private Job job;
  private Instant reportedAt;

  HeldJob(JobStore store, Clock clock, Job claimed) {
    this.store = store;
    this.clock = clock;
    this.job = claimed;
    this.reportedAt = Instant.MIN;
  }

  synchronized Job job() {
    return job;
  }

  /**
   * Moves the row.
   *
   * @throws LostHoldException when somebody else has moved it
   */
  synchronized Job move(UnaryOperator<Job> transition) {
    Job moved = transition.apply(job);
    if (!store.move(job, moved)) {
      throw new LostHoldException(job.id().toString());
    }
    job = moved;
    return moved;
  }

  synchronized void enter(Stage stage) {
    write(Progress.at(stage));
  }

  synchronized void report(Stage stage, double fraction) {
    if (!clock.instant().isBefore(reportedAt.plus(BETWEEN_REPORTS))) {
      write(Progress.within(stage, fraction));
    }
  }

  /** Shows that the worker is alive, unless it has let go of the job already. */
  synchronized void beat() {
    if (job.hold().lease().kind() == Lease.Kind.RUNNING) {
      Instant now = clock.instant();
      move(current -> current.alive(now));
    }
  }

  private void write(Progress progress) {
    Instant now = clock.instant();
    reportedAt = now;
    move(current -> current.reporting(progress, now));
  }
}
