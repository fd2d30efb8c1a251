package dev.mediajobs.jobs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A job's public name: a UUID, random (version 4) unless the job follows from something else that
 * has a name (version 8). Knowing it opens nothing; see {@link AccessTokens}.
 *
 * @param value the UUID
 */
public record JobId(UUID value) {

  /** A new id that nobody can guess. */
  public static JobId random() {
    return new JobId(UUID.randomUUID());
  }

  /**
   * The id of the job that follows from {@code cause}: always the same one, so that there is one
   * job, however often it is asked for (RFC 9562, section 5.8, of the SHA-256).
   *
   * @param cause a name that nothing else has
   */
  public static JobId following(String cause) {
    ByteBuffer digest =
        ByteBuffer.wrap(HexFormat.of().parseHex(Sha256.of(cause.getBytes(StandardCharsets.UTF_8))));
    long high = (digest.getLong() & ~0xF000L) | 0x8000L;
    long low = (digest.getLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new JobId(new UUID(high, low));
  }

  /**
   * The id that {@code text} spells in the canonical 36 characters, upper or lower case; empty for
   * anything else.
   */
  public static Optional<JobId> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      JobId id = new JobId(UUID.fromString(text));
      // UUID.fromString also takes shortened groups; only the canonical spelling names a job.
      return id.toString().equals(text.toLowerCase(Locale.ROOT))
          ? Optional.of(id)
          : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
