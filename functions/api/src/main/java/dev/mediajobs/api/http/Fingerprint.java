package dev.mediajobs.api.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A short text that stands for long ones. */
final class Fingerprint {

  private static final int BYTES = 24;

  private Fingerprint() {}

  /** Differs whenever {@code parts} do: 32 characters of base64url, out of their SHA-256. */
  static String of(String... parts) {
    MessageDigest digest = sha256();
    for (String part : List.of(parts)) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      // With the length before it, no two lists of parts look alike.
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
