package dev.mediajobs.api.http;

import dev.mediajobs.jobs.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A short text that stands for long ones. */
final class Fingerprint {

  /** 128 bits, which nobody meets twice by chance. */
  private static final int DIGITS = 32;

  private Fingerprint() {}

  /** Differs whenever {@code parts} do. */
  static String of(String... parts) {
    Sha256 digest = new Sha256();
    for (String part : List.of(parts)) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      // With the length before it, no two lists of parts look alike.
      byte[] length = (bytes.length + ":").getBytes(StandardCharsets.US_ASCII);
      digest.add(length, length.length);
      digest.add(bytes, bytes.length);
    }
    return digest.text().substring(0, DIGITS);
  }
}
