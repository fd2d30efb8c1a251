package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes jobs of uploads: first the row, then the message, then the answer. One upload makes one job
 * at a time.
 */
public final class Submission {

  private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

  /** How often somebody else may change the upload between our reading and our writing. */
  private static final int MOST_TRIES = 3;

  private final UploadStore uploads;
  private final MediaStore media;
  private final JobStore jobs;
  private final JobQueue queue;
  private final Clock clock;

  /** Over these stores. */
  public Submission(
      UploadStore uploads, MediaStore media, JobStore jobs, JobQueue queue, Clock clock) {
    this.uploads = uploads;
    this.media = media;
    this.jobs = jobs;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Accepts a job. When this returns, its row exists; should the message that wakes a worker have
   * been lost, the row's lease will tell.
   *
   * @throws Refusal when the upload does not exist, has not arrived, is not what was claimed, or
   *     already makes a job
   * @throws SdkException when an AWS service can't be reached or refuses; no job was accepted then
   */
  public Job accept(Wish wish) throws Refusal {
    String uploadId = Upload.idOf(wish.key()).orElseThrow(Submission::invalidKey);
    JobId id = JobId.random();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Upload upload = uploads.find(uploadId).orElseThrow(Submission::unknownUpload);
      Source source = source(wish, upload);
      refuseWhileUsed(upload);
      Job job = Job.submitted(id, source, wish.settings(), clock.instant());
      if (jobs.submit(job, upload) == Submitted.YES) {
        wake(job);
        return job;
      }
    }
    throw alreadySubmitted();
  }

  private Source source(Wish wish, Upload upload) throws Refusal {
    OptionalLong found = media.size(upload.key());
    if (found.isEmpty()) {
      throw new Refusal(
          Problem.of(
              409,
              "upload_incomplete",
              upload.multipart().isPresent()
                  ? "The file has not arrived yet. Send all its parts, complete the upload, then"
                      + " submit again."
                  : "The file has not arrived yet. Send it to the upload address, then submit"
                      + " again."));
    }
    long size = found.getAsLong();
    if (size != upload.sizeBytes() || size != wish.claimedBytes().orElse(size)) {
      throw new Refusal(
          Problem.of(
              409,
              "size_mismatch",
              "The uploaded file has %,d bytes, not %,d. Please check that it is the right one and"
                      .formatted(size, wish.claimedBytes().orElse(upload.sizeBytes()))
                  + " upload it again if not."));
    }
    return new Source(upload.key(), wish.filename(), size, wish.claimedHash());
  }

  private void refuseWhileUsed(Upload upload) throws Refusal {
    Optional<Job> earlier = upload.job().flatMap(jobs::find);
    if (earlier.isPresent() && !earlier.get().status().isTerminal()) {
      throw alreadySubmitted();
    }
  }

  /** A lost message delays the job and loses nothing, so it is no reason to refuse it. */
  private void wake(Job job) {
    try {
      queue.send(job, Duration.ZERO);
    } catch (SdkException e) {
      LOG.error("job {} is accepted, but no worker could be woken", job.id(), e);
    }
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

  private static Refusal unknownUpload() {
    return new Refusal(
        Problem.of(
            404,
            "upload_not_found",
            "There is no such upload, or its time is over. Please upload the file again."));
  }

  private static Refusal alreadySubmitted() {
    return new Refusal(
        Problem.of(
            409,
            "already_submitted",
            "A job is working on this file already. Wait until it has ended, or upload the file"
                + " again."));
  }
}
