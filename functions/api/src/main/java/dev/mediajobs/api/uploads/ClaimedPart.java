package dev.mediajobs.api.uploads;

/**
 * A part that a client says it has uploaded.
 *
 * @param number counts from 1
 * @param etag what S3 answered, with or without its quotes
 */
public record ClaimedPart(int number, String etag) {

  /** Whether {@code stored} is that part. */
  boolean isThat(StoredPart stored) {
    return number == stored.number() && bare(etag).equals(bare(stored.etag()));
  }

  private static String bare(String etag) {
    return etag.replace("\"", "");
  }
}
