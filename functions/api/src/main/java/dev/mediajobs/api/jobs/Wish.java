package dev.mediajobs.api.jobs;

import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.SubtitleSettings;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What somebody who submits a subtitle job asks for, checked as far as it can be without looking at
 * the upload.
 *
 * @param origin the contract that it is asked for by
 * @param requestId the request that asks, as API Gateway logs it
 * @param key the uploaded object's key, as claimed
 * @param filename the name to show; empty for the one that the upload was announced with
 * @param claimedBytes the size that the client believes the object to have
 * @param claimedHash the SHA-256 that the client believes it to have, 64 lower-case hexadecimal
 *     digits
 * @param settings how to make the subtitles
 * @param callback where to call back when it has ended, if anywhere
 */
public record Wish(
    Origin origin,
    String requestId,
    String key,
    Optional<String> filename,
    OptionalLong claimedBytes,
    Optional<String> claimedHash,
    SubtitleSettings settings,
    Optional<Callback> callback) {

  /** What somebody asks for who wants no call back. */
  public Wish(
      Origin origin,
      String requestId,
      String key,
      Optional<String> filename,
      OptionalLong claimedBytes,
      Optional<String> claimedHash,
      SubtitleSettings settings) {
    this(origin, requestId, key, filename, claimedBytes, claimedHash, settings, Optional.empty());
  }
}
