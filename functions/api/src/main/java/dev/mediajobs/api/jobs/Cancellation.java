package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobStore;
import java.time.Clock;

/**
 * Takes jobs back that no worker has begun. A worker that claims the job at the same instant wins
 * or loses as a whole: the job is either cancelled or goes on.
 */
public final class Cancellation {

  private final JobStore jobs;
  private final Clock clock;

  /** Of these jobs. */
  public Cancellation(JobStore jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Cancels the job; one that is cancelled already stays so.
   *
   * @param read the job as it was read
   * @return the job as it is then
   * @throws Refusal when it is neither pending nor cancelled
   * @throws software.amazon.awssdk.core.exception.SdkException when DynamoDB can't be reached or
   *     refuses
   */
  public Job cancel(Job read) throws Refusal {
    Job job = read;
    for (int tries = 0; tries < Contention.MOST_TRIES; tries++) {
      if (job.status() == JobStatus.CANCELLED) {
        return job;
      }
      if (job.status() != JobStatus.PENDING) {
        throw notPending(job);
      }
      Job cancelled = job.cancelled(clock.instant());
      if (jobs.move(job, cancelled)) {
        return cancelled;
      }
      job = jobs.find(job.id()).orElseThrow(JobAccess::notFound);
    }
    throw Contention.lasting();
  }

  private static Refusal notPending(Job job) {
    String detail =
        job.status().isTerminal()
            ? "The job is %s already; there is nothing left to cancel."
            : "The job is %s and runs to its end. Only a pending job can be cancelled.";
    return new Refusal(Problem.of(409, "not_pending", detail.formatted(job.status().text())));
  }
}
