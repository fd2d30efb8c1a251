package dev.mediajobs.api.uploads;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.uploads.UploadObjects.Completion;
import dev.mediajobs.jobs.Incoming;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Upload;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How objects come from clients into the bucket, whatever they are to become there.
 *
 * <p>Every method throws {@code SdkException} when S3 can't be reached or refuses.
 */
public final class Transfers {

  /** S3 makes an object of its parts in seconds. */
  private static final Duration COMPLETION = Duration.ofSeconds(2);

  private final UploadObjects objects;
  private final MediaStore media;
  private final UploadLimits limits;
  private final Clock clock;

  /** Into this bucket. */
  public Transfers(UploadObjects objects, MediaStore media, UploadLimits limits, Clock clock) {
    this.objects = objects;
    this.media = media;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Prepares for one file.
   *
   * @param key the key of the object that it is to become
   * @return how it is uploaded in parts; empty when it is one PUT
   * @throws Refusal when it is empty or too large
   */
  public Optional<Upload.Multipart> begin(String key, NewUpload file) throws Refusal {
    check(file);
    OptionalLong partSize = PartSizes.of(file.sizeBytes());
    return partSize.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Upload.Multipart(objects.begin(key, file.contentType()), partSize.getAsLong()));
  }

  /**
   * Lets a file of a size pass that can be taken.
   *
   * @throws Refusal when it is empty or too large
   */
  public void check(NewUpload file) throws Refusal {
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
  }

  /**
   * Puts a small file there at once.
   *
   * @param content the file from its beginning; asked for again when sending it fails
   */
  public void put(Incoming object, Supplier<InputStream> content) {
    objects.put(object, content);
  }

  /** How to upload an object of which nothing is there yet. */
  public UploadState opened(Incoming object) {
    return object
        .multipart()
        .<UploadState>map(parts -> partsLeft(object, parts, List.of()))
        .orElseGet(() -> single(object));
  }

  /**
   * How far the object is, with fresh addresses for what is missing; empty when the bucket knows
   * nothing of it any more.
   */
  public Optional<UploadState> find(Incoming object) {
    if (isWhole(object)) {
      return Optional.of(new UploadState.Complete(object));
    }
    if (object.multipart().isEmpty()) {
      return Optional.of(single(object));
    }
    Upload.Multipart multipart = object.multipart().get();
    Optional<List<StoredPart>> stored = objects.parts(object, multipart.s3Id());
    if (stored.isPresent()) {
      return Optional.of(partsLeft(object, multipart, stored.get()));
    }
    // Completed by another request since the first look, or dropped by the bucket's lifecycle.
    return finished(object).map(complete -> complete);
  }

  /**
   * Makes the object whole. Doing so again changes nothing.
   *
   * @param claimed the parts that the client has uploaded; none for a single PUT
   * @return empty when the bucket knows nothing of it any more
   * @throws Refusal when parts are missing or others than claimed
   */
  public Optional<UploadState.Complete> complete(Incoming object, List<ClaimedPart> claimed)
      throws Refusal {
    if (isWhole(object)) {
      return Optional.of(new UploadState.Complete(object));
    }
    if (object.multipart().isEmpty()) {
      throw new Refusal(
          Problem.of(
              409,
              "upload_incomplete",
              "The file has not arrived yet. Send it to the upload address first."));
    }
    String s3Id = object.multipart().get().s3Id();
    Optional<List<StoredPart>> stored = objects.parts(object, s3Id);
    if (stored.isPresent()) {
      new PartCheck(object, claimed, stored.get()).pass();
      if (objects.complete(object, s3Id, stored.get()) == Completion.UNDER_WAY
          && !isWhole(object)) {
        throw new Refusal(Problem.unavailable(COMPLETION));
      }
    }
    return finished(object);
  }

  /** Deletes the object and its parts; nothing happens when there are none. */
  public void drop(Incoming object) {
    object.multipart().ifPresent(parts -> objects.abort(object, parts.s3Id()));
    objects.delete(object);
  }

  private UploadState single(Incoming object) {
    Duration validity = validity(object);
    return new UploadState.Single(
        object, objects.putAddress(object, validity), objects.putHeaders(object), validity);
  }

  private UploadState partsLeft(
      Incoming object, Upload.Multipart multipart, List<StoredPart> stored) {
    Duration validity = validity(object);
    Map<Integer, StoredPart> present =
        stored.stream().collect(Collectors.toMap(StoredPart::number, Function.identity()));
    List<UploadState.Part> parts =
        IntStream.rangeClosed(1, object.partCount())
            .mapToObj(
                number ->
                    new UploadState.Part(
                        number,
                        objects.partAddress(object, multipart.s3Id(), number, validity),
                        Optional.ofNullable(present.get(number))))
            .toList();
    return new UploadState.InParts(object, multipart.partSize(), parts, validity);
  }

  /** As long as the setting says, but no address outlives the leave to use it. */
  private Duration validity(Incoming object) {
    Duration left = Duration.between(clock.instant(), object.expiresAt());
    Duration shorter =
        left.compareTo(limits.addressValidity()) < 0 ? left : limits.addressValidity();
    return Duration.ofSeconds(Math.max(1, shorter.toSeconds()));
  }

  private boolean isWhole(Incoming object) {
    OptionalLong size = media.size(object.key());
    return size.isPresent() && size.getAsLong() == object.sizeBytes();
  }

  private Optional<UploadState.Complete> finished(Incoming object) {
    return isWhole(object) ? Optional.of(new UploadState.Complete(object)) : Optional.empty();
  }
}
