package dev.mediajobs.jobs;

import java.util.Optional;

/**
 * The recording or the script that a job works on, as it was when the job was submitted.
 *
 * @param key the object in the media bucket
 * @param filename the name its owner gave it, as given; for display and for the names of results
 *     only
 * @param sizeBytes the object's size, as the bucket reports it
 * @param claimedHash the SHA-256 that the client claimed, 64 lower-case hexadecimal digits; not
 *     verified
 * @param asset where it belongs, unless it was uploaded for this job alone
 * @param inbox the object that it is a copy of, if that was put into the inbox
 */
public record Source(
    String key,
    String filename,
    long sizeBytes,
    Optional<String> claimedHash,
    Optional<ProjectAsset> asset,
    Optional<InboxObject> inbox) {

  /** One that belongs to no project. */
  public Source(String key, String filename, long sizeBytes, Optional<String> claimedHash) {
    this(key, filename, sizeBytes, claimedHash, Optional.empty(), Optional.empty());
  }

  /** One that is the file of an asset. */
  static Source ofAsset(ProjectAsset asset, String key, String filename, long sizeBytes) {
    return new Source(
        key, filename, sizeBytes, Optional.empty(), Optional.of(asset), Optional.empty());
  }

  /** One that is a copy, under {@code key}, of an object in the inbox. */
  public static Source ofInbox(InboxObject inbox, String key, String filename, long sizeBytes) {
    return new Source(
        key, filename, sizeBytes, Optional.empty(), Optional.empty(), Optional.of(inbox));
  }
}
