package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStore;

/** Takes share links back. To give one out writes nothing: its token is derived. */
public final class Sharing {

  private final JobStore jobs;

  /** Of these jobs. */
  public Sharing(JobStore jobs) {
    this.jobs = jobs;
  }

  /**
   * Ends the validity of the link that was given out.
   *
   * @param read the job as it was read
   * @throws Refusal when the job is gone, or moves too often
   * @throws software.amazon.awssdk.core.exception.SdkException when DynamoDB can't be reached or
   *     refuses
   */
  public void end(Job read) throws Refusal {
    Job job = read;
    for (int tries = 0; tries < Contention.MOST_TRIES; tries++) {
      if (jobs.move(job, job.unshared())) {
        return;
      }
      job = jobs.find(job.id()).orElseThrow(JobAccess::notFound);
    }
    throw Contention.lasting();
  }
}
