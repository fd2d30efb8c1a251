package dev.mediajobs.api.http;

import java.util.regex.Pattern;

/**
 * Names what is answered, so that a client that has it already need not get it again (RFC 9110,
 * section 8.8.3).
 *
 * @param value the strong entity tag, in quotes
 */
public record EntityTag(String value) {

  private static final String ANY = "*";

  /** The opaque part of each tag in a list; whether it is weak does not count here. */
  private static final Pattern TAG = Pattern.compile("\"[^\"]*\"");

  /**
   * The tag of an answer.
   *
   * @param parts texts that together differ whenever the answer does
   */
  public static EntityTag of(String... parts) {
    return new EntityTag('"' + Fingerprint.of(parts) + '"');
  }

  /** Whether the client says that it has the answer: {@code If-None-Match}, compared weakly. */
  public boolean isKnownTo(Request request) {
    return request.header("if-none-match").filter(this::isIn).isPresent();
  }

  private boolean isIn(String tags) {
    return tags.strip().equals(ANY)
        || TAG.matcher(tags).results().anyMatch(tag -> tag.group().equals(value));
  }
}
