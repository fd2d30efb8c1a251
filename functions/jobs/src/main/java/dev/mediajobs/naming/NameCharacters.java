package dev.mediajobs.naming;

/** Which characters of a name can deceive whoever looks at it. */
final class NameCharacters {

  private NameCharacters() {}

  /**
   * Whether {@code codePoint} is a control character, which can end a line of a header, a log or a
   * terminal.
   */
  static boolean isControl(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /**
   * Whether {@code codePoint} changes the direction of the characters around it, which makes an
   * ending such as exe read like another (https://www.unicode.org/reports/tr36/, section 2.4).
   */
  static boolean isDirectionMark(int codePoint) {
    return codePoint == 0x061C
        || codePoint == 0x200E
        || codePoint == 0x200F
        || (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  /** Whether {@code codePoint} is half of a surrogate pair whose other half is missing. */
  static boolean isUnpaired(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
