package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Leave to put one object into the media bucket. Whoever knows its id may use it; the id can't be
 * guessed.
 *
 * @param id 128 random bits as 32 hexadecimal digits
 * @param filename the name that its owner gave
 * @param sizeBytes the size it was announced with, which the object must have exactly
 * @param contentType the media type it was announced with
 * @param multipart how it is uploaded in parts; empty when it is one PUT
 * @param createdAt when leave was given
 * @param job the job that was made of it last; empty while none was
 * @param digest the SHA-256 of its object, as it was computed here; empty while none was
 */
public record Upload(
    String id,
    String filename,
    long sizeBytes,
    String contentType,
    Optional<Multipart> multipart,
    Instant createdAt,
    Optional<JobId> job,
    Optional<String> digest)
    implements Incoming {

  /** What the keys of all uploads begin with. Objects under {@code 7d/} are kept for seven days. */
  public static final String KEY_PREFIX = StorageClass.WEEK.prefix() + "uploads/";

  private static final String KEY_SUFFIX = "/source";

  /**
   * How long leave lasts: a day to upload, and at least another one to submit when all slots are
   * taken.
   */
  public static final Duration LIFETIME = Duration.ofDays(2);

  /**
   * An upload in parts.
   *
   * @param s3Id the name that S3 gave it
   * @param partSize the size of every part but the last, in bytes
   */
  public record Multipart(String s3Id, long partSize) {}

  /** One whose object nobody has read yet. */
  public Upload(
      String id,
      String filename,
      long sizeBytes,
      String contentType,
      Optional<Multipart> multipart,
      Instant createdAt,
      Optional<JobId> job) {
    this(id, filename, sizeBytes, contentType, multipart, createdAt, job, Optional.empty());
  }

  @Override
  public String key() {
    return keyOf(id);
  }

  /** The key of the object of the upload called {@code id}. */
  public static String keyOf(String id) {
    return KEY_PREFIX + id + KEY_SUFFIX;
  }

  /** When it is gone for everybody. */
  @Override
  public Instant expiresAt() {
    return createdAt.plus(LIFETIME);
  }

  /** The same upload, now the source of {@code job}. */
  public Upload madeInto(JobId job) {
    return new Upload(
        id, filename, sizeBytes, contentType, multipart, createdAt, Optional.of(job), digest);
  }

  /** The id of the upload whose key is {@code key}; empty for a key that no upload can have. */
  public static Optional<String> idOf(String key) {
    if (!key.startsWith(KEY_PREFIX) || !key.endsWith(KEY_SUFFIX)) {
      return Optional.empty();
    }
    if (key.length() != KEY_PREFIX.length() + 32 + KEY_SUFFIX.length()) {
      return Optional.empty();
    }
    String id = key.substring(KEY_PREFIX.length(), KEY_PREFIX.length() + 32);
    return isId(id) ? Optional.of(id) : Optional.empty();
  }

  /** Whether {@code text} has the form of an upload's id. */
  public static boolean isId(String text) {
    return text.length() == 32
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
