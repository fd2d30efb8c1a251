package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The uploads that jobs are made of, and whether one can be.
 *
 * <p>Every method throws {@code SdkException} when an AWS service can't be reached or refuses.
 */
public final class SubmittedFiles {

  private final UploadStore uploads;
  private final MediaStore media;
  private final JobStore jobs;

  /** Over these stores. */
  public SubmittedFiles(UploadStore uploads, MediaStore media, JobStore jobs) {
    this.uploads = uploads;
    this.media = media;
    this.jobs = jobs;
  }

  /**
   * The upload as it is now.
   *
   * @throws Refusal when there is none
   */
  Upload find(String uploadId) throws Refusal {
    return uploads.find(uploadId).orElseThrow(SubmittedFiles::unknownUpload);
  }

  /**
   * The upload of which {@code job} was made, which outlives the leave to submit it.
   *
   * @throws Refusal when it or its file is gone
   */
  Upload sourceOf(Job job) throws Refusal {
    Optional<Upload> upload = Upload.idOf(job.source().key()).flatMap(uploads::read);
    if (upload.isEmpty() || media.size(job.source().key()).isEmpty()) {
      throw new Refusal(
          Problem.of(
              409,
              "source_missing",
              "The file that this job works on was deleted. Please upload it again."));
    }
    return upload.get();
  }

  /**
   * What a job is to work on.
   *
   * @throws Refusal when the file has not arrived or is not what was claimed
   */
  Source source(Wish wish, Upload upload) throws Refusal {
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
    return new Source(
        upload.key(), wish.filename().orElse(upload.filename()), size, wish.claimedHash());
  }

  /**
   * One upload makes one job at a time.
   *
   * @throws Refusal when a job of it is active
   */
  void refuseWhileUsed(Upload upload) throws Refusal {
    Optional<Job> earlier = upload.job().flatMap(jobs::find);
    if (earlier.isPresent() && !earlier.get().status().isTerminal()) {
      throw inUse();
    }
  }

  static Refusal inUse() {
    return new Refusal(
        Problem.of(
            409,
            "already_submitted",
            "A job is working on this file already. Wait until it has ended, or upload the file"
                + " again."));
  }

  private static Refusal unknownUpload() {
    return new Refusal(
        Problem.of(
            404,
            "upload_not_found",
            "There is no such upload, or its time is over. Please upload the file again."));
  }
}
