package dev.mediajobs.api.uploads;

import dev.mediajobs.jobs.Incoming;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PutObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.UploadPartPresignRequest;

/**
 * The objects of uploads, in the media bucket. Every address is signed with the exact length of
 * what may be put there, and none overwrites an object that is there already
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
 *
 * <p>Every method throws {@code SdkException} when S3 can't be reached or refuses.
 */
public final class UploadObjects {

  private static final Logger LOG = LoggerFactory.getLogger(UploadObjects.class);

  private static final String ONLY_IF_ABSENT = "*";

  private final S3Client s3;
  private final S3Presigner presigner;
  private final String bucket;

  /** In {@code bucket}. */
  public UploadObjects(S3Client s3, S3Presigner presigner, String bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  /** The headers that must accompany a single PUT, besides its length. */
  Map<String, String> putHeaders(Incoming upload) {
    return Map.of("content-type", upload.contentType(), "if-none-match", ONLY_IF_ABSENT);
  }

  /** Where a single PUT goes. */
  URI putAddress(Incoming upload, Duration validity) {
    PutObjectRequest put =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(upload.key())
            .contentType(upload.contentType())
            .contentLength(upload.sizeBytes())
            .ifNoneMatch(ONLY_IF_ABSENT)
            .build();
    return address(
        presigner
            .presignPutObject(
                PutObjectPresignRequest.builder()
                    .signatureDuration(validity)
                    .putObjectRequest(put)
                    .build())
            .url());
  }

  /** Where part {@code number} goes. */
  URI partAddress(Incoming upload, String s3Id, int number, Duration validity) {
    UploadPartRequest part =
        UploadPartRequest.builder()
            .bucket(bucket)
            .key(upload.key())
            .uploadId(s3Id)
            .partNumber(number)
            .contentLength(upload.partBytes(number))
            .build();
    return address(
        presigner
            .presignUploadPart(
                UploadPartPresignRequest.builder()
                    .signatureDuration(validity)
                    .uploadPartRequest(part)
                    .build())
            .url());
  }

  /** Puts the whole object, under a key that nobody else knows. */
  void put(Incoming upload, Supplier<InputStream> content) {
    s3.putObject(
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(upload.key())
            .contentType(upload.contentType())
            .build(),
        RequestBody.fromContentProvider(content::get, upload.sizeBytes(), upload.contentType()));
  }

  /** Begins an upload in parts; gives S3's name for it. */
  String begin(String key, String contentType) {
    return s3.createMultipartUpload(
            CreateMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(contentType)
                .build())
        .uploadId();
  }

  /** The parts present, in order; empty when S3 knows the upload no more. */
  Optional<List<StoredPart>> parts(Incoming upload, String s3Id) {
    ListPartsRequest request =
        ListPartsRequest.builder().bucket(bucket).key(upload.key()).uploadId(s3Id).build();
    List<StoredPart> parts = new ArrayList<>();
    try {
      s3.listPartsPaginator(request)
          .parts()
          .forEach(part -> parts.add(new StoredPart(part.partNumber(), part.eTag(), part.size())));
    } catch (NoSuchUploadException e) {
      return Optional.empty();
    }
    return Optional.of(parts);
  }

  /** What became of the wish to make an object of parts. */
  enum Completion {
    /** It was done, before or now, or the parts are gone; the object itself tells which. */
    SETTLED,
    /** Another request is doing it at this instant. */
    UNDER_WAY
  }

  /**
   * Makes the object of its parts. S3 says 409 while another request does the same
   * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html).
   */
  Completion complete(Incoming upload, String s3Id, List<StoredPart> parts) {
    List<CompletedPart> completed =
        parts.stream()
            .map(
                part -> CompletedPart.builder().partNumber(part.number()).eTag(part.etag()).build())
            .toList();
    try {
      s3.completeMultipartUpload(
          CompleteMultipartUploadRequest.builder()
              .bucket(bucket)
              .key(upload.key())
              .uploadId(s3Id)
              .ifNoneMatch(ONLY_IF_ABSENT)
              .multipartUpload(CompletedMultipartUpload.builder().parts(completed).build())
              .build());
      return Completion.SETTLED;
    } catch (S3Exception e) {
      return switch (e.statusCode()) {
        // The object exists; or another request has completed or aborted the upload.
        case 412, 404 -> Completion.SETTLED;
        case 409 -> Completion.UNDER_WAY;
        default -> throw e;
      };
    }
  }

  /** Drops the parts; nothing happens when there are none. */
  void abort(Incoming upload, String s3Id) {
    try {
      s3.abortMultipartUpload(
          AbortMultipartUploadRequest.builder()
              .bucket(bucket)
              .key(upload.key())
              .uploadId(s3Id)
              .build());
    } catch (NoSuchUploadException e) {
      LOG.debug("an upload had no parts left to drop");
    }
  }

  /** Deletes the object; nothing happens when there is none. */
  void delete(Incoming upload) {
    s3.deleteObject(DeleteObjectRequest.builder().bucket(bucket).key(upload.key()).build());
  }

  private static URI address(URL url) {
    return URI.create(url.toExternalForm());
  }
}
