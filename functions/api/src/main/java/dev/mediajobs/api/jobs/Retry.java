package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Moved;
import dev.mediajobs.jobs.Slot;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.WakeUp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Has failed jobs tried once more, from their beginning and with the same settings: first the row,
 * then the message, then the answer, as for new ones.
 */
public final class Retry {

  private final SubmittedFiles files;
  private final Admission admission;
  private final JobStore jobs;
  private final WakeUp wakeUp;
  private final Clock clock;

  /** Over these. */
  public Retry(
      SubmittedFiles files, Admission admission, JobStore jobs, WakeUp wakeUp, Clock clock) {
    this.files = files;
    this.admission = admission;
    this.jobs = jobs;
    this.wakeUp = wakeUp;
    this.clock = clock;
  }

  /**
   * Begins the job anew.
   *
   * @param read the job as it was read
   * @return the job as it is then
   * @throws Refusal when it has not failed, when its file is gone or another job works on it, and
   *     when as many jobs are active as may be
   * @throws software.amazon.awssdk.core.exception.SdkException when an AWS service can't be reached
   *     or refuses
   */
  public Job restart(Job read) throws Refusal {
    Job job = read;
    for (int tries = 0; tries < Contention.MOST_TRIES; tries++) {
      if (job.status() != JobStatus.FAILED) {
        throw notFailed(job);
      }
      Upload upload = files.sourceOf(job);
      files.refuseWhileUsed(upload);
      Job failed = job;
      Job pending = job.restarted(clock.instant());
      if (admission.admit(slots -> moved(failed, pending, slots, upload)) == Moved.YES) {
        wakeUp.call(pending);
        return pending;
      }
      job = jobs.find(job.id()).orElseThrow(JobAccess::notFound);
    }
    throw Contention.lasting();
  }

  private Optional<Moved> moved(Job failed, Job pending, List<Slot> slots, Upload upload) {
    return Optional.of(jobs.restart(failed, pending.holding(slots), Optional.of(upload)))
        .filter(moved -> moved != Moved.SLOT_TAKEN);
  }

  private static Refusal notFailed(Job job) {
    return new Refusal(
        Problem.of(
            409,
            "not_failed",
            "The job is %s. Only a failed job can be tried again; to change its settings, upload"
                    .formatted(job.status().text())
                + " the file again."));
  }
}
