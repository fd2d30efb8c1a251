package dev.mediajobs.api.uploads;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.uploads.UploadObjects.Completion;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where strangers put their recordings. Whoever knows an upload's id may go on with it: the id is
 * 128 random bits and the only secret about it.
 *
 * <p>Every method throws {@code SdkException} when an AWS service can't be reached or refuses.
 */
public final class UploadArea {

  private static final int ID_BYTES = 16;

  /** S3 makes an object of its parts in seconds. */
  private static final Duration COMPLETION = Duration.ofSeconds(2);

  private final UploadStore uploads;
  private final UploadObjects objects;
  private final MediaStore media;
  private final JobStore jobs;
  private final UploadLimits limits;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Over these stores. */
  public UploadArea(
      UploadStore uploads,
      UploadObjects objects,
      MediaStore media,
      JobStore jobs,
      UploadLimits limits,
      Clock clock) {
    this.uploads = uploads;
    this.objects = objects;
    this.media = media;
    this.jobs = jobs;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Gives leave to upload one file.
   *
   * @throws Refusal when it is empty or too large
   */
  public UploadState open(NewUpload file) throws Refusal {
    Upload plain = checked(file);
    OptionalLong partSize = PartSizes.of(file.sizeBytes());
    Upload upload = partSize.isEmpty() ? plain : inParts(plain, partSize.getAsLong());
    uploads.create(upload);
    return upload
        .multipart()
        .<UploadState>map(parts -> partsLeft(upload, parts, List.of()))
        .orElseGet(() -> single(upload));
  }

  /**
   * Takes a small file that came with a request itself.
   *
   * @param content the file from its beginning; asked for again when sending it fails
   * @return the upload, whose object is whole
   * @throws Refusal when it is empty or too large
   */
  public Upload store(NewUpload file, Supplier<InputStream> content) throws Refusal {
    Upload upload = checked(file);
    // Its time ends the object with it, should whoever sent it never be answered.
    uploads.create(upload);
    objects.put(upload, content);
    return upload;
  }

  private Upload checked(NewUpload file) throws Refusal {
    if (file.sizeBytes() == 0) {
      throw new Refusal(
          Problem.of(400, "empty_file", "The file is empty. Please choose a recording."));
    }
    if (file.sizeBytes() > limits.largestFile()) {
      throw new Refusal(
          Problem.of(
              413,
              "file_too_large",
              "The file has %,d bytes, but at most %,d bytes can be uploaded."
                  .formatted(file.sizeBytes(), limits.largestFile())));
    }
    return new Upload(
        randomId(),
        file.filename(),
        file.sizeBytes(),
        file.contentType(),
        Optional.empty(),
        clock.instant(),
        Optional.empty());
  }

  /**
   * How far the upload is, with fresh addresses for what is missing.
   *
   * @throws Refusal when there is no such upload
   */
  public UploadState find(String id) throws Refusal {
    Upload upload = known(id);
    if (isWhole(upload)) {
      return new UploadState.Complete(upload);
    }
    if (upload.multipart().isEmpty()) {
      return single(upload);
    }
    Upload.Multipart multipart = upload.multipart().get();
    Optional<List<StoredPart>> stored = objects.parts(upload, multipart.s3Id());
    if (stored.isPresent()) {
      return partsLeft(upload, multipart, stored.get());
    }
    // Completed by another request since the first look, or dropped by the bucket's lifecycle.
    return finished(upload);
  }

  /**
   * Makes the object whole. Doing so again changes nothing.
   *
   * @param claimed the parts that the client has uploaded; none for a single PUT
   * @throws Refusal when there is no such upload, or when parts are missing or others than claimed
   */
  public UploadState.Complete complete(String id, List<ClaimedPart> claimed) throws Refusal {
    Upload upload = known(id);
    if (isWhole(upload)) {
      return new UploadState.Complete(upload);
    }
    if (upload.multipart().isEmpty()) {
      throw new Refusal(
          Problem.of(
              409,
              "upload_incomplete",
              "The file has not arrived yet. Send it to the upload address first."));
    }
    String s3Id = upload.multipart().get().s3Id();
    Optional<List<StoredPart>> stored = objects.parts(upload, s3Id);
    if (stored.isPresent()) {
      new PartCheck(upload, claimed, stored.get()).pass();
      if (objects.complete(upload, s3Id, stored.get()) == Completion.UNDER_WAY
          && !isWhole(upload)) {
        throw new Refusal(Problem.unavailable(COMPLETION));
      }
    }
    return finished(upload);
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
    upload.multipart().ifPresent(parts -> objects.abort(upload, parts.s3Id()));
    objects.delete(upload);
  }

  private Upload inParts(Upload plain, long partSize) {
    String s3Id = objects.begin(plain.key(), plain.contentType());
    return new Upload(
        plain.id(),
        plain.filename(),
        plain.sizeBytes(),
        plain.contentType(),
        Optional.of(new Upload.Multipart(s3Id, partSize)),
        plain.createdAt(),
        plain.job());
  }

  private UploadState single(Upload upload) {
    Duration validity = validity(upload);
    return new UploadState.Single(
        upload, objects.putAddress(upload, validity), objects.putHeaders(upload), validity);
  }

  private UploadState partsLeft(
      Upload upload, Upload.Multipart multipart, List<StoredPart> stored) {
    Duration validity = validity(upload);
    Map<Integer, StoredPart> present =
        stored.stream().collect(Collectors.toMap(StoredPart::number, Function.identity()));
    List<UploadState.Part> parts =
        IntStream.rangeClosed(1, upload.partCount())
            .mapToObj(
                number ->
                    new UploadState.Part(
                        number,
                        objects.partAddress(upload, multipart.s3Id(), number, validity),
                        Optional.ofNullable(present.get(number))))
            .toList();
    return new UploadState.InParts(upload, multipart.partSize(), parts, validity);
  }

  /** As long as the setting says, but no address outlives its upload. */
  private Duration validity(Upload upload) {
    Duration left = Duration.between(clock.instant(), upload.expiresAt());
    Duration shorter =
        left.compareTo(limits.addressValidity()) < 0 ? left : limits.addressValidity();
    return Duration.ofSeconds(Math.max(1, shorter.toSeconds()));
  }

  private Upload known(String id) throws Refusal {
    Optional<Upload> upload = Upload.isId(id) ? uploads.find(id) : Optional.empty();
    return upload.orElseThrow(UploadArea::unknown);
  }

  private boolean isWhole(Upload upload) {
    OptionalLong size = media.size(upload.key());
    return size.isPresent() && size.getAsLong() == upload.sizeBytes();
  }

  private UploadState.Complete finished(Upload upload) throws Refusal {
    if (!isWhole(upload)) {
      throw unknown();
    }
    return new UploadState.Complete(upload);
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
