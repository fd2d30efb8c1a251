package dev.mediajobs.jobs;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The keys of scripts in the media bucket. A script belongs to one job and goes with its row; one
 * that no row names, because its job was not accepted after all, goes with its storage class.
 */
public final class ScriptKeys {

  /** What the keys of all scripts begin with. */
  public static final String PREFIX = StorageClass.MONTH.prefix() + "scripts/";

  private static final String SUFFIX = "/script.json";
  private static final int RANDOM_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ScriptKeys() {}

  /** A key that nobody has used and nobody can guess. */
  public static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + HexFormat.of().formatHex(bytes) + SUFFIX;
  }

  /** Whether a script may lie at {@code key}. */
  public static boolean isOne(String key) {
    return key.length() == PREFIX.length() + 2 * RANDOM_BYTES + SUFFIX.length()
        && key.startsWith(PREFIX)
        && key.endsWith(SUFFIX);
  }
}
