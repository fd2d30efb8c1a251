package dev.mediajobs.jobs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests, spelled as 64 lower-case hexadecimal digits. */
public final class Sha256 {

  private final MessageDigest digest = algorithm();

  /** Takes in the first {@code length} of these bytes. */
  public void add(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  /** The digest of everything taken in; afterwards it is as new. */
  public String text() {
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(byte[] bytes) {
    Sha256 one = new Sha256();
    one.add(bytes, bytes.length);
    return one.text();
  }

  private static MessageDigest algorithm() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
