package dev.mediajobs.subtitles;

/**
 * Makes text safe to stand on one line of a subtitle, whatever the recogniser sent: no control
 * characters, no line breaks, no characters that change the direction of what follows, no half
 * surrogate pairs.
 */
final class PlainText {
  private static final int REPLACEMENT = 0xFFFD;

  private PlainText() {}

  /**
   * Returns the text on one line: every run of white space becomes one space, none at either end
   * and none under a combining mark, which goes to the character before instead; half surrogate
   * pairs become U+FFFD, for they can't be written as UTF-8; invisible characters that are not part
   * of a script's spelling go. Joiners stay, since Persian words and emoji families are spelt with
   * them.
   */
  static String clean(String text) {
    return isPlainAscii(text) ? text : rewrite(text);
  }

  private static boolean isPlainAscii(String text) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character <= ' ' || character >= 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static String rewrite(String text) {
    var result = new StringBuilder(text.length());
    boolean spaceDue = false;
    for (int index = 0; index < text.length(); ) {
      int codePoint = text.codePointAt(index);
      index += Character.charCount(codePoint);
      if (isSpace(codePoint)) {
        spaceDue = !result.isEmpty();
      } else if (!isUnwanted(codePoint)) {
        int safe = isHalfPair(codePoint) ? REPLACEMENT : codePoint;
        if (spaceDue && !Graphemes.isTorn(" ", Character.toString(safe))) {
          result.append(' ');
        }
        spaceDue = false;
        result.appendCodePoint(safe);
      }
    }
    return result.toString();
  }

  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == 0x85;
  }

  private static boolean isHalfPair(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static boolean isUnwanted(int codePoint) {
    return Character.isISOControl(codePoint)
        || codePoint == 0xAD // soft hyphen
        || codePoint == 0x200B // zero-width space
        || (codePoint >= 0x202A && codePoint <= 0x202E) // direction embeddings and overrides
        || (codePoint >= 0x2060 && codePoint <= 0x206F) // direction isolates, invisible operators
        || codePoint == 0xFEFF // byte order mark
        || (codePoint >= 0xFFF9 && codePoint <= 0xFFFB); // ruby annotation marks
  }
}
