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
 */
public record Source(
    String key,
    String filename,
    long sizeBytes,
    Optional<String> claimedHash,
    Optional<ProjectAsset> asset) {

  /** One that belongs to no project. */
  public Source(String key, String filename, long sizeBytes, Optional<String> claimedHash) {
    this(key, filename, sizeBytes, claimedHash, Optional.empty());
  }
}
