package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.Upload;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Makes jobs of uploads: first the row, then the message, then the answer. One upload makes one job
 * at a time.
 */
public final class Submission {

  /** How often somebody else may change the upload between our reading and our writing. */
  private static final int MOST_TRIES = 3;

  private final SubmittedFiles files;
  private final Admission admission;
  private final JobStore jobs;
  private final WakeUp wakeUp;
  private final Clock clock;

  /** Over these. */
  public Submission(
      SubmittedFiles files, Admission admission, JobStore jobs, WakeUp wakeUp, Clock clock) {
    this.files = files;
    this.admission = admission;
    this.jobs = jobs;
    this.wakeUp = wakeUp;
    this.clock = clock;
  }

  /**
   * Accepts a job. When this returns, its row exists; should the message that wakes a worker have
   * been lost, the row's lease will tell.
   *
   * @throws Refusal when the upload does not exist, has not arrived, is not what was claimed, or
   *     already makes a job, and when as many jobs are active as may be; the upload can be
   *     submitted again then
   * @throws software.amazon.awssdk.core.exception.SdkException when an AWS service can't be reached
   *     or refuses; no job was accepted then
   */
  public Job accept(Wish wish) throws Refusal {
    String uploadId = Upload.idOf(wish.key()).orElseThrow(Submission::invalidKey);
    JobId id = JobId.random();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Upload upload = files.find(uploadId);
      Source source = files.source(wish, upload);
      files.refuseWhileUsed(upload);
      Job job = Job.submitted(id, source, wish.settings(), clock.instant());
      if (admission.admit(slots -> written(job.holding(slots), upload)) == Submitted.YES) {
        wakeUp.call(job);
        return job;
      }
    }
    throw SubmittedFiles.inUse();
  }

  private Optional<Submitted> written(Job job, Upload upload) {
    return Optional.of(jobs.submit(job, upload))
        .filter(submitted -> submitted != Submitted.SLOT_TAKEN);
  }

  private static Refusal invalidKey() {
    String problem = "must be the key that was answered when the upload was created";
    return new Refusal(
        new Problem(
            400,
            "invalid_key",
            "key " + problem + ".",
            List.of(new FieldError("key", problem)),
            Optional.empty()));
  }
}
