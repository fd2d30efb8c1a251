package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.IdempotencyKey;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.IdempotencyRecord;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.WakeUp;
import dev.mediajobs.jobs.Webhook;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes jobs of uploads: first the row, then the message, then the answer. One upload makes one job
 * at a time.
 */
public final class Submission {

  /** How often somebody else may change the upload between our reading and our writing. */
  private static final int MOST_TRIES = 3;

  private final SubmittedFiles files;
  private final Admission admission;
  private final Duplicates duplicates;
  private final DurationHistory history;
  private final JobStore jobs;
  private final RememberedAnswers answers;
  private final WakeUp wakeUp;
  private final Callbacks callbacks;
  private final Clock clock;

  /** Over these. */
  public Submission(
      SubmittedFiles files,
      Admission admission,
      Duplicates duplicates,
      DurationHistory history,
      JobStore jobs,
      WakeUp wakeUp,
      Callbacks callbacks,
      Clock clock) {
    this.files = files;
    this.admission = admission;
    this.duplicates = duplicates;
    this.history = history;
    this.jobs = jobs;
    this.answers = new RememberedAnswers(jobs);
    this.wakeUp = wakeUp;
    this.callbacks = callbacks;
    this.clock = clock;
  }

  /**
   * Accepts a job. When this returns, its row exists; should the message that wakes a worker have
   * been lost, the row's lease will tell.
   *
   * @param key makes the same request, sent again within a day, get the same answer again, whatever
   *     has become of the job or of the limits
   * @throws Refusal when the upload does not exist, has not arrived, is not what was claimed, or
   *     already makes a job, and when as many jobs are active as may be: the upload can be
   *     submitted again then; also when the key was used for another request
   * @throws software.amazon.awssdk.core.exception.SdkException when an AWS service can't be reached
   *     or refuses
   */
  public Acceptance accept(Wish wish, Optional<IdempotencyKey> key) throws Refusal {
    if (key.isEmpty()) {
      return Acceptance.of(accept(wish), wish.callback());
    }
    String uploadId = uploadOf(wish);
    Optional<Acceptance> earlier = answers.find(RememberedAnswers.ofUpload(uploadId), key.get());
    if (earlier.isPresent()) {
      return earlier.get();
    }
    try {
      return Acceptance.of(submit(wish, uploadId, key), wish.callback());
    } catch (Refusal refusal) {
      // What was in the way may be the same request, sent twice at once, that was faster.
      return answers
          .find(RememberedAnswers.ofUpload(uploadId), key.get())
          .orElseThrow(() -> refusal);
    }
  }

  /**
   * Accepts a job that nobody asks for twice.
   *
   * @return the job as its row begins
   * @throws Refusal as above
   * @throws software.amazon.awssdk.core.exception.SdkException as above
   */
  public Job accept(Wish wish) throws Refusal {
    return submit(wish, uploadOf(wish), Optional.empty());
  }

  private static String uploadOf(Wish wish) throws Refusal {
    return Upload.idOf(wish.key()).orElseThrow(Submission::invalidKey);
  }

  private Job submit(Wish wish, String uploadId, Optional<IdempotencyKey> key) throws Refusal {
    JobId id = JobId.random();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Upload upload = files.find(uploadId);
      Source source = files.source(wish, upload);
      files.refuseWhileUsed(upload);
      Job job = job(id, source, wish, upload);
      Optional<IdempotencyRecord> answer =
          key.map(
              sent ->
                  answers.of(
                      RememberedAnswers.ofUpload(uploadId),
                      sent,
                      job,
                      Acceptance.of(job, wish.callback())));
      Optional<Webhook> webhook = wish.callback().map(wanted -> callbacks.webhook(wanted, job));
      Submitted submitted =
          submitted(job, with -> jobs.submit(with, Optional.of(upload), answer, webhook));
      if (submitted == Submitted.YES) {
        return job;
      }
      if (submitted == Submitted.KEY_USED) {
        break;
      }
    }
    throw SubmittedFiles.inUse();
  }

  private Submitted submitted(Job job, Function<Job, Submitted> writing) throws Refusal {
    if (job.status().isTerminal()) {
      Submitted submitted = writing.apply(job);
      if (submitted != Submitted.YES) {
        duplicates.discard(job);
      }
      return submitted;
    }
    Submitted submitted =
        admission.admit(
            slots ->
                Optional.of(writing.apply(job.holding(slots)))
                    .filter(written -> written != Submitted.SLOT_TAKEN));
    if (submitted == Submitted.YES) {
      wakeUp.call(job);
    }
    return submitted;
  }

  /** Completed already, if its result exists; it takes no slot and no worker then. */
  private Job job(JobId id, Source source, Wish wish, Upload upload) {
    Job submitted =
        Job.submitted(id, wish.origin(), Optional.empty(), source, wish.settings(), clock.instant())
            .askedForBy(wish.requestId());
    Job job =
        Duplicates.informed(submitted, upload)
            .expectedToLast(history.expected(submitted.type(), source.sizeBytes()));
    return duplicates.completed(job, upload).orElse(job);
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
