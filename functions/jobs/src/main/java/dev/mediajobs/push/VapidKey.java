package dev.mediajobs.push;

import dev.mediajobs.json.Json;
import dev.mediajobs.outbound.Destination;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The key by which push services recognise who sends (RFC 8292, "VAPID"). Browsers bind their
 * subscriptions to its public half, so it must stay the same as long as they are to be reached. It
 * follows from a text that is kept as a secret. Safe for use by many threads.
 */
public final class VapidKey {

  private static final int SHORTEST = 32;

  /** 64 bits more than the key has, as FIPS 186-5, appendix A.2.1, asks for. */
  private static final int SEED_BYTES = 40;

  private static final byte[] PURPOSE = "mediajobs vapid key".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_SALT = {};

  /** RFC 8292 allows 24 hours; clocks differ. */
  private static final Duration VALIDITY = Duration.ofHours(12);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");

  private final byte[] secret;
  private @Nullable KeyPair pair;

  /**
   * The one that follows from this secret.
   *
   * @throws IllegalArgumentException when the secret has fewer than 32 characters
   */
  public VapidKey(String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "the push key must have at least %d characters".formatted(SHORTEST));
    }
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /** The public half: a point in uncompressed form, in base64url. It is no secret. */
  public String publicKey() {
    return BASE64.encodeToString(P256.point(pair().getPublic()));
  }

  /**
   * The value of the header Authorization that tells a push service who sends. It is a secret.
   *
   * @param to where it is sent; it is good there only
   * @param subject how the push service's people reach the sender: a URI of the scheme mailto or
   *     https
   */
  public String authorization(Destination to, String subject, Instant now) {
    String claims =
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("aud", to.origin());
              json.writeNumberField("exp", now.plus(VALIDITY).getEpochSecond());
              json.writeStringField("sub", subject);
              json.writeEndObject();
            });
    String signed = HEADER + "." + encoded(claims);
    return "vapid t=%s.%s, k=%s".formatted(signed, signature(signed), publicKey());
  }

  private String signature(String text) {
    try {
      Signature signing = Signature.getInstance(P256.SIGNATURE);
      signing.initSign(pair().getPrivate());
      signing.update(text.getBytes(StandardCharsets.US_ASCII));
      return BASE64.encodeToString(signing.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no ECDSA", e);
    }
  }

  /** Made when it is needed first, for it takes a while. */
  private synchronized KeyPair pair() {
    KeyPair made = pair;
    if (made == null) {
      made = P256.of(privateKey());
      pair = made;
    }
    return made;
  }

  /** By FIPS 186-5, appendix A.2.1. */
  private BigInteger privateKey() {
    BigInteger seed = new BigInteger(1, Hkdf.derived(secret, NO_SALT, PURPOSE, SEED_BYTES));
    return seed.mod(P256.order().subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
