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
 * Makes and checks the tokens that open a job. A token is derived from the server's key, the job, a
 * purpose and a version, so none is ever stored, the same job always has the same tokens, and
 * counting a version up revokes the tokens of that purpose. It names its job: whoever holds a token
 * needs nothing else.
 *
 * <p>Form: 70 characters of base64url; the job's UUID (16 bytes), the version (4 bytes), then
 * HMAC-SHA-256 of both with the purpose (32 bytes).
 */
public final class AccessTokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int NAMED_BYTES = 20;
  private static final int TOKEN_BYTES = NAMED_BYTES + 32;
  private static final int SHORTEST_KEY = 32;

  private final SecretKeySpec key;

  /** What a token of ours says. */
  private record Claim(JobId job, int version, Access access) {}

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

  /** The token that opens {@code job} to its owner now. */
  public String tokenOf(Job job) {
    return tokenOf(job.id(), job.tokens().owner());
  }

  /** The token of this version that opens the job to its owner. */
  public String tokenOf(JobId job, int version) {
    return token(new Claim(job, version, Access.OWNER));
  }

  /** The token that opens {@code job} now to whoever its owner shares it with. */
  public String shareTokenOf(Job job) {
    return token(new Claim(job.id(), job.tokens().shared(), Access.READER));
  }

  /**
   * The job that {@code token} names, if this server made the token; whether it still opens that
   * job is asked of the row.
   */
  public Optional<JobId> jobOf(String token) {
    return read(token).map(Claim::job);
  }

  /**
   * What {@code token} lets its holder do with {@code job}; empty when it does not open it. Takes
   * the same time whatever is wrong with a signature.
   */
  public Optional<Access> accessOf(String token, Job job) {
    return read(token)
        .filter(claim -> claim.job().equals(job.id()))
        .filter(claim -> claim.version() == version(job.tokens(), claim.access()))
        .map(Claim::access);
  }

  private static int version(TokenVersions versions, Access access) {
    return switch (access) {
      case OWNER -> versions.owner();
      case READER -> versions.shared();
    };
  }

  private static String purpose(Access access) {
    return switch (access) {
      case OWNER -> "mediajobs access token";
      case READER -> "mediajobs share token";
    };
  }

  private String token(Claim claim) {
    byte[] named =
        ByteBuffer.allocate(NAMED_BYTES)
            .putLong(claim.job().value().getMostSignificantBits())
            .putLong(claim.job().value().getLeastSignificantBits())
            .putInt(claim.version())
            .array();
    return encoded(
        ByteBuffer.allocate(TOKEN_BYTES).put(named).put(sign(claim.access(), named)).array());
  }

  private Optional<Claim> read(String token) {
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
    byte[] named = Arrays.copyOf(bytes, NAMED_BYTES);
    byte[] given = Arrays.copyOfRange(bytes, NAMED_BYTES, TOKEN_BYTES);
    // Both are always tried, so that the time tells nothing of either.
    boolean owner = MessageDigest.isEqual(sign(Access.OWNER, named), given);
    boolean reader = MessageDigest.isEqual(sign(Access.READER, named), given);
    if (!owner && !reader) {
      return Optional.empty();
    }
    ByteBuffer claim = ByteBuffer.wrap(named);
    return Optional.of(
        new Claim(
            new JobId(new UUID(claim.getLong(), claim.getLong())),
            claim.getInt(),
            owner ? Access.OWNER : Access.READER));
  }

  private static String encoded(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private byte[] sign(Access access, byte[] named) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose(access).getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(named);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
