package dev.mediajobs.subtitles;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures and cuts text by what a reader sees as one character: the extended grapheme cluster of
 * Unicode Standard Annex #29, as the JDK's {@link BreakIterator} finds it. A cluster is one column
 * wide, or two when it is an East Asian wide character or an emoji; guidelines allow Chinese,
 * Japanese and Korean about half as many characters in a line and a second as English, which this
 * gives.
 */
final class Graphemes {
  private Graphemes() {}

  /** The columns this text takes. */
  static int columns(String text) {
    int columns = 0;
    for (int index = 0; index < text.length(); index++) {
      int width = widthOfSimple(text.charAt(index));
      if (width == 0) {
        return columnsByCluster(text);
      }
      columns += width;
    }
    return columns;
  }

  /**
   * Whether the end of one text and the start of the next, set without a space, would form one
   * cluster.
   */
  static boolean isTorn(String left, String right) {
    if (widthOfSimple(right.charAt(0)) > 0) {
      return false;
    }
    BreakIterator clusters = clustersOf(left + right);
    return !clusters.isBoundary(left.length());
  }

  /**
   * Cuts text into pieces of at most this many columns, none cut inside a cluster; at spaces where
   * there are any, which are then dropped.
   *
   * @param first the columns of the first piece
   * @param rest the columns of every other piece; both at least 2, the width of the widest cluster
   */
  static List<String> cut(String text, int first, int rest) {
    List<String> pieces = new ArrayList<>();
    BreakIterator clusters = clustersOf(text);
    int room = first;
    int start = 0;
    int columns = 0;
    int lastSpace = -1;
    int from = clusters.first();
    for (int to = clusters.next(); to != BreakIterator.DONE; from = to, to = clusters.next()) {
      if (text.charAt(from) == ' ') {
        lastSpace = from;
      }
      int width = widthOfCluster(text, from, to);
      if (columns + width > room) {
        int end = lastSpace > start ? lastSpace : from;
        pieces.add(text.substring(start, end));
        start = end == lastSpace ? end + 1 : end;
        columns = start < from ? columns(text.substring(start, from)) : 0;
        room = rest;
      }
      columns += start > from ? 0 : width;
    }
    pieces.add(text.substring(start));
    return pieces;
  }

  private static BreakIterator clustersOf(String text) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    return clusters;
  }

  private static int columnsByCluster(String text) {
    BreakIterator clusters = clustersOf(text);
    int columns = 0;
    int from = clusters.first();
    for (int to = clusters.next(); to != BreakIterator.DONE; from = to, to = clusters.next()) {
      columns += widthOfCluster(text, from, to);
    }
    return columns;
  }

  private static int widthOfCluster(String text, int from, int to) {
    for (int index = from; index < to; ) {
      int codePoint = text.codePointAt(index);
      if (isWide(codePoint)) {
        return 2;
      }
      index += Character.charCount(codePoint);
    }
    return 1;
  }

  /**
   * The width of a character that is always a cluster of its own unless something else extends it;
   * 0 when it takes a closer look.
   */
  private static int widthOfSimple(char character) {
    if (character < 0x300) {
      return 1;
    }
    boolean wide =
        (character >= 0x4E00 && character <= 0x9FFF)
            || (character >= 0x3041 && character <= 0x3096)
            || (character >= 0x30A1 && character <= 0x30FA)
            || (character >= 0xAC00 && character <= 0xD7A3);
    return wide ? 2 : 0;
  }

  /**
   * Wide or full-width by Unicode Standard Annex #11, in whole blocks, and what is drawn as an
   * emoji.
   */
  private static boolean isWide(int codePoint) {
    return (codePoint >= 0x1100 && codePoint <= 0x115F)
        || (codePoint >= 0x2E80 && codePoint <= 0x303E)
        || (codePoint >= 0x3041 && codePoint <= 0xA4CF)
        || (codePoint >= 0xA960 && codePoint <= 0xA97F)
        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
        || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
        || codePoint == 0xFE0F // asks for the emoji form of the character before it
        || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
        || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
        || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
        || (codePoint >= 0x20000 && codePoint <= 0x3FFFD)
        || Character.isEmojiPresentation(codePoint);
  }
}
