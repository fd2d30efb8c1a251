package dev.mediajobs.naming;

import dev.mediajobs.json.JsonException;

/**
 * The file name that a client gives. It is shown and downloads are named after it; it is never a
 * path, so {@code ../} in it does nothing and stays.
 */
public final class GivenName {

  /** The most characters that a name may have. */
  public static final int MOST_CHARACTERS = 1000;

  private GivenName() {}

  /**
   * The name as it is kept: without control characters and direction marks, otherwise as given.
   *
   * @param field the name of the field that it stands in
   * @throws JsonException when nothing is left of it, when it is longer than {@link
   *     #MOST_CHARACTERS}, or when it is no Unicode text
   */
  public static String of(String field, String given) throws JsonException {
    if (given.codePointCount(0, given.length()) > MOST_CHARACTERS) {
      throw new JsonException(
          field, "must not be longer than %,d characters".formatted(MOST_CHARACTERS));
    }
    if (given.codePoints().anyMatch(NameCharacters::isUnpaired)) {
      throw new JsonException(field, "is not valid Unicode: it holds half of a surrogate pair");
    }
    StringBuilder kept = new StringBuilder();
    given
        .codePoints()
        .filter(c -> !NameCharacters.isControl(c) && !NameCharacters.isDirectionMark(c))
        .forEach(kept::appendCodePoint);
    String name = kept.toString().strip();
    if (name.isEmpty()) {
      throw new JsonException(field, "must not be empty");
    }
    return name;
  }
}
