package dev.mediajobs.ingest;

import dev.mediajobs.jobs.InboxObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/**
 * The objects in the inbox. They are their owners' and are only read here.
 *
 * <p>Every method throws {@code SdkException} when S3 can't be reached or refuses.
 */
final class Inbox {

  /** The largest sidecar in bytes. */
  static final int LARGEST_SIDECAR = 64 * 1024;

  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;

  Inbox(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * What S3 tells of an object.
   *
   * @param sizeBytes its size
   * @param entityTag its ETag without quotes
   * @param metadata what its owner has noted on it, by names in lower case
   */
  record Facts(long sizeBytes, String entityTag, Map<String, String> metadata) {}

  /** The object that now has this key; empty when none has. */
  Optional<Facts> find(String key) {
    try {
      HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key(key));
      return Optional.of(
          new Facts(
              head.contentLength(), head.eTag().replace("\"", ""), Map.copyOf(head.metadata())));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * The text beside the object; empty when there is none.
   *
   * @throws RefusedObjectException when it has more than {@link #LARGEST_SIDECAR} bytes
   */
  Optional<String> sidecar(InboxKey key) throws RefusedObjectException {
    try (InputStream content = s3.getObject(request -> request.bucket(bucket).key(key.sidecar()))) {
      byte[] text = content.readNBytes(LARGEST_SIDECAR + 1);
      if (text.length > LARGEST_SIDECAR) {
        throw new RefusedObjectException(
            "invalid_settings", "The sidecar has more than %,d bytes.".formatted(LARGEST_SIDECAR));
      }
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the connection broke off", e);
    }
  }

  /**
   * Copies an object, without its owner's notes and tags.
   *
   * @return false when it is gone or another one has taken its place; nothing is copied then
   */
  boolean copy(InboxObject object, String to) {
    try {
      s3.copyObject(
          CopyObjectRequest.builder()
              .sourceBucket(bucket)
              .sourceKey(object.key())
              .copySourceIfMatch("\"" + object.entityTag() + "\"")
              .destinationBucket(bucket)
              .destinationKey(to)
              .metadataDirective(MetadataDirective.REPLACE)
              .contentType("application/octet-stream")
              .taggingDirective(TaggingDirective.REPLACE)
              .build());
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        return false;
      }
      throw e;
    }
  }
}
