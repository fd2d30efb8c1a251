package dev.mediajobs.push;

import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser's notifications are encrypted with, in base64url as the browser gives it out.
 *
 * @param p256dh the browser's public key: a point on P-256 in uncompressed form, 65 bytes
 * @param auth a secret that it shares with whoever may notify it: 16 bytes
 */
public record SubscriberKeys(String p256dh, String auth) {

  private static final int AUTH_BYTES = 16;

  /** With padding and all. */
  private static final int LONGEST = 88;

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException when one of them is malformed
   */
  public SubscriberKeys {
    if (!isPublicKey(p256dh) || !isSecret(auth)) {
      throw new IllegalArgumentException("these are no keys of a browser's subscription");
    }
  }

  /** Whether a text is a public key. */
  public static boolean isPublicKey(String text) {
    return bytes(text).flatMap(P256::publicKey).isPresent();
  }

  /** Whether a text is a shared secret. */
  public static boolean isSecret(String text) {
    return bytes(text).filter(secret -> secret.length == AUTH_BYTES).isPresent();
  }

  ECPublicKey publicKey() {
    return bytes(p256dh).flatMap(P256::publicKey).orElseThrow();
  }

  byte[] secret() {
    return bytes(auth).orElseThrow();
  }

  private static Optional<byte[]> bytes(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Tells neither. */
  @Override
  public String toString() {
    return "SubscriberKeys";
  }
}
