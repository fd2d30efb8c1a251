package dev.mediajobs.jobs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the tokens that open a job. A token is derived from the server's key, the job
 * and a version, so none is ever stored, the same job always has the same token, and counting the
 * version up revokes it. It names its job: whoever holds a token needs nothing else.
 *
 * <p>Form: 70 characters of base64url; the job's UUID (16 bytes), the version (4 bytes), then
 * HMAC-SHA-256 of both with the purpose (32 bytes).
 */
public final class AccessTokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE =
      "mediajobs access token".getBytes(StandardCharsets.US_ASCII);
  private static final int NAMED_BYTES = 20;
  private static final int TOKEN_BYTES = NAMED_BYTES + 32;
  private static final int SHORTEST_KEY = 32;

  private final SecretKeySpec key;

  /**
   * With the server's key.
   *
   * @throws IllegalArgumentException when the key has fewer than 32 characters
   */
  public AccessTokens(String key) {
    if (key.length() < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "the token key must have at least %d characters".formatted(SHORTEST_KEY));
    }
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The token that opens {@code job} now. */
  public String tokenOf(Job job) {
    byte[] named = named(job.id(), job.tokens().owner());
    ByteBuffer token = ByteBuffer.allocate(TOKEN_BYTES).put(named).put(sign(named));
    return encoded(token.array());
  }

  /**
   * The job that {@code token} names, if this server made the token; whether it still opens that
   * job is asked of the row.
   */
  public Optional<JobId> jobOf(String token) {
    return decoded(token)
        .map(
            bytes -> {
              ByteBuffer named = ByteBuffer.wrap(bytes);
              return new JobId(new UUID(named.getLong(), named.getLong()));
            });
  }

  /** Whether {@code token} opens {@code job}; takes the same time whatever is wrong with it. */
  public boolean opens(String token, Job job) {
    return decoded(token)
        .map(
            bytes ->
                MessageDigest.isEqual(
                    Arrays.copyOf(bytes, NAMED_BYTES), named(job.id(), job.tokens().owner())))
        .orElse(false);
  }

  private Optional<byte[]> decoded(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    // The last character has spare bits and padding is optional, so a decoder takes several
    // spellings for one token; only the one that was given out opens anything.
    if (bytes.length != TOKEN_BYTES || !encoded(bytes).equals(token)) {
      return Optional.empty();
    }
    byte[] expected = sign(Arrays.copyOf(bytes, NAMED_BYTES));
    byte[] given = Arrays.copyOfRange(bytes, NAMED_BYTES, TOKEN_BYTES);
    return MessageDigest.isEqual(expected, given) ? Optional.of(bytes) : Optional.empty();
  }

  private static String encoded(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private static byte[] named(JobId job, int version) {
    return ByteBuffer.allocate(NAMED_BYTES)
        .putLong(job.value().getMostSignificantBits())
        .putLong(job.value().getLeastSignificantBits())
        .putInt(version)
        .array();
  }

  private byte[] sign(byte[] named) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(PURPOSE);
      return mac.doFinal(named);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
