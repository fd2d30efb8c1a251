package dev.mediajobs.subtitles;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a space stands between two words. The script decides, so that a name in Latin letters
 * keeps its spaces inside a Japanese sentence and a mixed recording comes out right in both its
 * languages: no space between two words of scripts that are written without, such as Han, kana or
 * Thai; in Chinese and Japanese none where such a word meets a Latin one either.
 */
final class Spacing {
  private static final Set<String> CLOSE_SET_LANGUAGES = Set.of("zh", "ja", "yue");

  private final boolean closeSet;

  private Spacing(boolean closeSet) {
    this.closeSet = closeSet;
  }

  static Spacing of(Optional<String> language) {
    return new Spacing(
        language.map(Spacing::primarySubtag).filter(CLOSE_SET_LANGUAGES::contains).isPresent());
  }

  boolean isSpaced(Word left, Word right) {
    boolean unspacedLeft = isUnspaced(left.text().codePointBefore(left.text().length()));
    boolean unspacedRight = isUnspaced(right.text().codePointAt(0));
    return closeSet ? !(unspacedLeft || unspacedRight) : !(unspacedLeft && unspacedRight);
  }

  /** The language itself, without region or script: {@code pt} of {@code pt-BR}. */
  static String primarySubtag(String tag) {
    int dash = tag.indexOf('-');
    return (dash < 0 ? tag : tag.substring(0, dash)).toLowerCase(Locale.ROOT);
  }

  private static boolean isUnspaced(int codePoint) {
    if (codePoint < 0xE00) {
      return false;
    }
    if ((codePoint >= 0x3000 && codePoint <= 0x30FF)
        || (codePoint >= 0xFF01 && codePoint <= 0xFF9F)) {
      // Punctuation, kana and full-width letters, some of which Unicode gives to no script.
      return true;
    }
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default -> false;
    };
  }
}
