package dev.mediajobs.speech;

import java.text.BreakIterator;
import java.time.Duration;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bounds of every field of a script. Each rule answers what is wrong, to be read after the
 * field's name, or nothing.
 */
final class Rules {
  static final int MOST_TURNS = 10_000;
  static final int MOST_ASSIGNMENTS = 100;
  static final int LONGEST_TURN = 100_000;
  static final int MOST_BYTES = 1024 * 1024;
  static final int LONGEST_NAME = 64;
  static final int LONGEST_STYLE = 200;
  static final int LONGEST_LANGUAGE = 35;
  static final double SLOWEST = 0.5;
  static final double FASTEST = 2;
  static final double MOST_SEMITONES = 7;
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /**
   * UTF-16 units that a reader sees as one character. The longest in any language's spelling, and
   * the longest emoji, have less than half as many; what has more is no text, and could not be cut
   * into pieces that an engine takes.
   */
  static final int LONGEST_GRAPHEME = 64;

  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  private Rules() {}

  static void require(String field, Optional<String> problem) {
    if (problem.isPresent()) {
      throw new IllegalArgumentException(field + " " + problem.get());
    }
  }

  static Optional<String> provider(String name) {
    return PROVIDER.matcher(name).matches()
        ? Optional.empty()
        : Optional.of("must be 1 to 32 lower-case letters, digits and hyphens");
  }

  static Optional<String> language(String tag) {
    if (!tag.isEmpty() && tag.length() <= LONGEST_LANGUAGE) {
      try {
        new Locale.Builder().setLanguageTag(tag);
        return Optional.empty();
      } catch (IllformedLocaleException _) {
        // Told below, like every other text that is no tag.
      }
    }
    return Optional.of("must be a language tag such as en-US");
  }

  static Optional<String> turns(int count) {
    return count >= 1 && count <= MOST_TURNS
        ? Optional.empty()
        : Optional.of(
            "must be 1 to %,d turns, but there are %s"
                .formatted(MOST_TURNS, count > MOST_TURNS ? "more" : "none"));
  }

  static Optional<String> assignments(int count) {
    return count <= MOST_ASSIGNMENTS
        ? Optional.empty()
        : Optional.of("must be at most %d roles".formatted(MOST_ASSIGNMENTS));
  }

  static Optional<String> allText(long bytes) {
    return bytes <= MOST_BYTES
        ? Optional.empty()
        : Optional.of("must hold at most 1 MiB of text in all (%,d bytes)".formatted(MOST_BYTES));
  }

  /** Of a role or a voice. */
  static Optional<String> name(String name) {
    Optional<String> unspeakable = unspeakable(name, false);
    if (unspeakable.isPresent()) {
      return unspeakable;
    }
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? Optional.empty()
        : Optional.of("must be at most %d characters".formatted(LONGEST_NAME));
  }

  static Optional<String> style(String style) {
    Optional<String> unspeakable = unspeakable(style, false);
    if (unspeakable.isPresent()) {
      return unspeakable;
    }
    return style.codePointCount(0, style.length()) <= LONGEST_STYLE
        ? Optional.empty()
        : Optional.of("must be at most %d characters".formatted(LONGEST_STYLE));
  }

  static Optional<String> text(String text) {
    int characters = text.codePointCount(0, text.length());
    if (characters > LONGEST_TURN) {
      return Optional.of(
          "must be 1 to %,d characters, but is %,d; make it several turns"
              .formatted(LONGEST_TURN, characters));
    }
    Optional<String> unspeakable = unspeakable(text, true);
    return unspeakable.isPresent() ? unspeakable : graphemes(text);
  }

  static Optional<String> rate(double rate) {
    return rate >= SLOWEST && rate <= FASTEST
        ? Optional.empty()
        : Optional.of("must lie between 0.5 and 2, where 1 is the voice's own speed");
  }

  static Optional<String> pitch(double semitones) {
    return Math.abs(semitones) <= MOST_SEMITONES
        ? Optional.empty()
        : Optional.of("must lie between -7 and 7 semitones, where 0 is the voice's own pitch");
  }

  static Optional<String> pause(Duration pause) {
    boolean whole = pause.toNanosPart() % 1_000_000 == 0;
    return whole && !pause.isNegative() && pause.compareTo(LONGEST_PAUSE) <= 0
        ? Optional.empty()
        : Optional.of(
            "must be a whole number of milliseconds from 0 to %,d"
                .formatted(LONGEST_PAUSE.toMillis()));
  }

  /** The length of a text in UTF-8, where half of a surrogate pair counts as any other unit. */
  static long bytes(String text) {
    long bytes = 0;
    for (int index = 0; index < text.length(); ) {
      int codePoint = text.codePointAt(index);
      index += Character.charCount(codePoint);
      bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
    return bytes;
  }

  private static Optional<String> unspeakable(String text, boolean mayHaveLines) {
    boolean visible = false;
    int position = 0;
    for (int index = 0; index < text.length(); position++) {
      int codePoint = text.codePointAt(index);
      index += Character.charCount(codePoint);
      boolean line = codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
      if (!(line && mayHaveLines) && isUnfit(codePoint)) {
        return Optional.of(
            "must be plain text, but character %,d is U+%04X".formatted(position + 1, codePoint));
      }
      visible |= isVisible(codePoint);
    }
    return visible ? Optional.empty() : Optional.of("must not be blank");
  }

  /**
   * Control characters, halves of surrogate pairs, and what Unicode promises never to be a
   * character; XML can't hold most of them (https://www.w3.org/TR/xml/#charsets).
   */
  private static boolean isUnfit(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
        || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)
        || (codePoint & 0xFFFE) == 0xFFFE;
  }

  static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> true;
    };
  }

  private static Optional<String> graphemes(String text) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    int from = clusters.first();
    for (int to = clusters.next(); to != BreakIterator.DONE; from = to, to = clusters.next()) {
      if (to - from > LONGEST_GRAPHEME) {
        return Optional.of(
            "must be plain text, but character %,d has more than %d marks on it"
                .formatted(text.codePointCount(0, from) + 1, LONGEST_GRAPHEME));
      }
    }
    return Optional.empty();
  }
}
