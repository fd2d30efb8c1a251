package dev.mediajobs.worker.media;

import java.util.regex.Pattern;

/**
 * Takes everything secret out of text that ffmpeg wrote: it prints the addresses it reads,
 * signatures and all.
 */
final class Redaction {
  /** The query and fragment of any address, up to whatever ends an address in a sentence. */
  private static final Pattern QUERY = Pattern.compile("[?#][^\\s'\"<>]*");

  /** User and password in front of a host. */
  private static final Pattern USER = Pattern.compile("://[^\\s/'\"@]*@");

  /**
   * Signature parameters that stand alone, because the line was broken or the address was quoted in
   * part.
   */
  private static final Pattern SIGNATURE =
      Pattern.compile(
          "(?i)(X-Amz-[A-Za-z-]+|AWSAccessKeyId|Signature|Authorization|token)(=|%3D|:\\s*)[^\\s&'\"<>]*");

  private Redaction() {}

  static String of(String text) {
    String withoutQueries = QUERY.matcher(text).replaceAll("?[redacted]");
    String withoutUsers = USER.matcher(withoutQueries).replaceAll("://[redacted]@");
    return SIGNATURE.matcher(withoutUsers).replaceAll("$1=[redacted]");
  }
}
