package dev.mediajobs.api.uploads;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where strangers put their recordings. Whoever knows an upload's id may go on with it: the id is
 * 128 random bits and the only secret about it.
 *
 * <p>Every method throws {@code SdkException} when an AWS service can't be reached or refuses.
 */
public final class UploadArea {

  private static final int ID_BYTES = 16;

  private final UploadStore uploads;
  private final Transfers transfers;
  private final JobStore jobs;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Over these stores. */
  public UploadArea(UploadStore uploads, Transfers transfers, JobStore jobs, Clock clock) {
    this.uploads = uploads;
    this.transfers = transfers;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Gives leave to upload one file.
   *
   * @throws Refusal when it is empty or too large
   */
  public UploadState open(NewUpload file) throws Refusal {
    String id = randomId();
    Upload upload = upload(id, file, transfers.begin(Upload.keyOf(id), file));
    uploads.create(upload);
    return transfers.opened(upload);
  }

  /**
   * Takes a small file that came with a request itself.
   *
   * @param content the file from its beginning; asked for again when sending it fails
   * @return the upload, whose object is whole
   * @throws Refusal when it is empty or too large
   */
  public Upload store(NewUpload file, Supplier<InputStream> content) throws Refusal {
    transfers.check(file);
    Upload upload = upload(randomId(), file, Optional.empty());
    // Its time ends the object with it, should whoever sent it never be answered.
    uploads.create(upload);
    transfers.put(upload, content);
    return upload;
  }

  private Upload upload(String id, NewUpload file, Optional<Upload.Multipart> multipart) {
    return new Upload(
        id,
        file.filename(),
        file.sizeBytes(),
        file.contentType(),
        multipart,
        clock.instant(),
        Optional.empty());
  }

  /**
   * How far the upload is, with fresh addresses for what is missing.
   *
   * @throws Refusal when there is no such upload
   */
  public UploadState find(String id) throws Refusal {
    return transfers.find(known(id)).orElseThrow(UploadArea::unknown);
  }

  /**
   * Makes the object whole. Doing so again changes nothing.
   *
   * @param claimed the parts that the client has uploaded; none for a single PUT
   * @throws Refusal when there is no such upload, or when parts are missing or others than claimed
   */
  public UploadState.Complete complete(String id, List<ClaimedPart> claimed) throws Refusal {
    return transfers.complete(known(id), claimed).orElseThrow(UploadArea::unknown);
  }

  /**
   * Takes leave back: the object, its parts and its row are deleted.
   *
   * @throws Refusal when there is no such upload, or when a job works on it
   */
  public void withdraw(String id) throws Refusal {
    Upload upload = known(id);
    if (upload.job().flatMap(jobs::find).filter(UploadArea::isActive).isPresent()) {
      throw inUse();
    }
    // The row goes first and only if no job was made of the upload meanwhile, so that none can lose
    // its source. Should the rest fail, the bucket's lifecycle deletes it.
    if (!uploads.deleteUnchanged(upload)) {
      known(id);
      throw inUse();
    }
    transfers.drop(upload);
  }

  private Upload known(String id) throws Refusal {
    Optional<Upload> upload = Upload.isId(id) ? uploads.find(id) : Optional.empty();
    return upload.orElseThrow(UploadArea::unknown);
  }

  private static boolean isActive(Job job) {
    return !job.status().isTerminal();
  }

  private static Refusal inUse() {
    return new Refusal(
        Problem.of(
            409,
            "upload_in_use",
            "A job is working on this file. It can be deleted when the job has ended."));
  }

  private static Refusal unknown() {
    return new Refusal(
        Problem.of(
            404,
            "upload_not_found",
            "There is no such upload, or its time is over. Please upload the file again."));
  }

  private String randomId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
