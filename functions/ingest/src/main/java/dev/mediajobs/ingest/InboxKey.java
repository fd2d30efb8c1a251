package dev.mediajobs.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The key of an object in the inbox. Everything else about the object that follows from its key is
 * decided here.
 *
 * @param value the whole key; begins with {@link #PREFIX}
 */
record InboxKey(String value) {

  /** What the keys of all objects in the inbox begin with, as the bucket's notification says. */
  static final String PREFIX = "inbox/";

  /** What the keys of all results begin with; nothing there starts a job. */
  static final String RESULTS = "results/";

  /**
   * The longest key in bytes of UTF-8: those of its results are a name longer, and a key has at
   * most 1,024 (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html).
   */
  static final int LONGEST = 900;

  private static final String SIDECAR = ".json";

  /** Whether a job can be made of the object: it is neither a folder nor somebody's sidecar. */
  boolean isMedia() {
    return !value.endsWith("/") && !value.toLowerCase(Locale.ROOT).endsWith(SIDECAR);
  }

  /** Whether it is so long that no result could lie beside it. */
  boolean isTooLong() {
    return value.getBytes(StandardCharsets.UTF_8).length > LONGEST;
  }

  /** The object's name without its folders. */
  String filename() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The folders within the inbox, the outermost first. */
  List<String> folders() {
    String[] segments = value.substring(PREFIX.length()).split("/", -1);
    return Arrays.asList(segments).subList(0, segments.length - 1);
  }

  /** The key of the object that holds its settings, if there is one. */
  String sidecar() {
    return value + SIDECAR;
  }

  /** What the keys of all its results are made of, with the name of a file behind it. */
  String results() {
    return RESULTS + value.substring(PREFIX.length()) + "/";
  }
}
