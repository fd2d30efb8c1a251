package dev.mediajobs.jobs;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;

/**
 * The objects of all jobs, in the media bucket.
 *
 * <p>Every method throws {@code SdkException} when S3 can't be reached or refuses.
 */
public final class MediaStore {

  private final S3Client s3;
  private final S3Presigner presigner;
  private final String bucket;

  /** In {@code bucket}. */
  public MediaStore(S3Client s3, S3Presigner presigner, String bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  /**
   * What the keys of everything begin with that a worker makes of {@code job} while it holds this
   * fence.
   */
  public static String prefixOf(JobId job, long fence) {
    return "7d/jobs/%s/%d/".formatted(job, fence);
  }

  /** The bucket's name. */
  public String bucket() {
    return bucket;
  }

  /** The size in bytes of the object called {@code key}; empty when there is none. */
  public OptionalLong size(String key) {
    try {
      return OptionalLong.of(
          s3.headObject(HeadObjectRequest.builder().bucket(bucket).key(key).build())
              .contentLength());
    } catch (NoSuchKeyException e) {
      return OptionalLong.empty();
    }
  }

  /** An address from which anybody may read the object for {@code validity}. It is a secret. */
  public URI addressOf(String key, Duration validity) {
    return addressOf(GetObjectRequest.builder().bucket(bucket).key(key).build(), validity);
  }

  /**
   * The same, for a browser that saves what it reads.
   *
   * @param disposition the Content-Disposition that the answer carries (RFC 6266)
   * @param contentType the Content-Type that it carries
   */
  public URI downloadOf(String key, String disposition, String contentType, Duration validity) {
    return addressOf(
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .responseContentDisposition(disposition)
            .responseContentType(contentType)
            .build(),
        validity);
  }

  /** The object called {@code key}, to be read and closed; empty when there is none. */
  public Optional<ResponseInputStream<GetObjectResponse>> read(String key) {
    try {
      return Optional.of(s3.getObject(GetObjectRequest.builder().bucket(bucket).key(key).build()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * Copies an object of up to 5 GB within the bucket.
   *
   * @return false when there is none called {@code from}
   */
  public boolean copy(String from, String to) {
    try {
      s3.copyObject(
          CopyObjectRequest.builder()
              .sourceBucket(bucket)
              .sourceKey(from)
              .destinationBucket(bucket)
              .destinationKey(to)
              .build());
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  /**
   * Copies the files of a result.
   *
   * @param to what the keys of the copies begin with
   * @return false when one of them is gone; those that were copied are of no use then
   */
  public boolean copy(Result result, String to) {
    return Arrays.stream(Format.values())
        .allMatch(format -> copy(result.key(format), Result.key(to, format)));
  }

  /** Writes a small object whole. */
  public void write(String key, String contentType, byte[] content) {
    s3.putObject(
        PutObjectRequest.builder().bucket(bucket).key(key).contentType(contentType).build(),
        RequestBody.fromBytes(content));
  }

  private URI addressOf(GetObjectRequest request, Duration validity) {
    return URI.create(
        presigner
            .presignGetObject(
                GetObjectPresignRequest.builder()
                    .signatureDuration(validity)
                    .getObjectRequest(request)
                    .build())
            .url()
            .toExternalForm());
  }
}
