package dev.mediajobs.jobs;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;

/**
 * The objects of all jobs, in the media bucket.
 *
 * <p>Every method throws {@code SdkException} when S3 can't be reached or refuses.
 */
public final class MediaStore {

  /** How many of the objects that could not be deleted are named. */
  private static final int MOST_REPORTED = 10;

  /**
   * The largest object in bytes that can be copied at once, 5 GiB
   * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html).
   */
  public static final long LARGEST_COPY = 5L << 30;

  private final Logger log = LoggerFactory.getLogger(MediaStore.class);
  private final S3Client s3;
  private final S3Presigner presigner;
  private final String bucket;

  /** In {@code bucket}. */
  public MediaStore(S3Client s3, S3Presigner presigner, String bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.bucket = bucket;
  }

  /** What the keys of everything begin with that workers make of a job, whatever its fence. */
  public static String prefixOf(StorageClass storage, JobId job) {
    return "%sjobs/%s/".formatted(storage.prefix(), job);
  }

  /**
   * What the keys of everything begin with that the worker makes of {@code job} that holds it now.
   */
  public static String prefixOf(Job job) {
    return "%s%d/".formatted(prefixOf(job.origin().storage(), job.id()), job.hold().fence());
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
   * Writes the object called {@code key} to a file, in place of what is there.
   *
   * @return false when there is no such object
   * @throws IOException when the connection breaks off or the file can't be written
   */
  public boolean read(String key, Path file) throws IOException {
    Optional<ResponseInputStream<GetObjectResponse>> object = read(key);
    if (object.isEmpty()) {
      return false;
    }
    try (InputStream content = object.get()) {
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return true;
  }

  /**
   * Copies an object of up to {@link #LARGEST_COPY} within the bucket.
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
    return result.files().stream().allMatch(file -> copy(result.key(file), to + file.name()));
  }

  /** Writes a small object whole. */
  public void write(String key, String contentType, byte[] content) {
    s3.putObject(
        PutObjectRequest.builder().bucket(bucket).key(key).contentType(contentType).build(),
        RequestBody.fromBytes(content));
  }

  /** Writes a file of up to 5 GB as one object. */
  public void write(String key, String contentType, Path file) {
    s3.putObject(
        PutObjectRequest.builder().bucket(bucket).key(key).contentType(contentType).build(),
        RequestBody.fromFile(file));
  }

  /** What the keys of all objects under {@code prefix} end with behind it. */
  public Set<String> namesUnder(String prefix) {
    Set<String> names = new HashSet<>();
    for (S3Object object :
        s3.listObjectsV2Paginator(
                ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).build())
            .contents()) {
      names.add(object.key().substring(prefix.length()));
    }
    return names;
  }

  /** Deletes the object called {@code key}; nothing happens when there is none. */
  public void delete(String key) {
    s3.deleteObject(DeleteObjectRequest.builder().bucket(bucket).key(key).build());
  }

  /**
   * Deletes every object whose key begins with {@code prefix}, a thousand with one request. If S3
   * keeps some of them, the others are deleted nevertheless before the exception is thrown.
   *
   * @param prefix ends with a slash, so that it is no beginning of another's
   * @return how many there were
   */
  public int deleteAllUnder(String prefix) {
    if (!prefix.endsWith("/")) {
      throw new IllegalArgumentException("the prefix " + prefix + " does not end with a slash");
    }
    int deleted = 0;
    List<S3Error> refused = new ArrayList<>();
    for (ListObjectsV2Response page :
        s3.listObjectsV2Paginator(
            ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).build())) {
      if (!page.contents().isEmpty()) {
        refused.addAll(delete(page.contents()));
        deleted += page.contents().size();
      }
    }
    if (!refused.isEmpty()) {
      throw S3Exception.builder().message(reportOn(refused)).build();
    }
    return deleted;
  }

  private List<S3Error> delete(List<S3Object> objects) {
    List<ObjectIdentifier> keys =
        objects.stream()
            .map(object -> ObjectIdentifier.builder().key(object.key()).build())
            .toList();
    return s3.deleteObjects(
            DeleteObjectsRequest.builder()
                .bucket(bucket)
                .delete(Delete.builder().objects(keys).quiet(true).build())
                .build())
        .errors();
  }

  private static String reportOn(List<S3Error> refused) {
    return refused.stream()
        .limit(MOST_REPORTED)
        .map(error -> error.key() + " (" + error.code() + ")")
        .collect(joining(", ", refused.size() + " objects could not be deleted: ", ""));
  }

  /**
   * Ends an upload in parts and deletes the parts; nothing happens when it was completed or ended
   * before.
   *
   * @param key the key of the object it would have become
   * @param s3Id the name that S3 gave it
   */
  public void abortUpload(String key, String s3Id) {
    try {
      s3.abortMultipartUpload(
          AbortMultipartUploadRequest.builder().bucket(bucket).key(key).uploadId(s3Id).build());
    } catch (NoSuchUploadException e) {
      log.debug("the upload was completed or ended before", e);
    }
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
