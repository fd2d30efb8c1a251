package dev.mediajobs.local.polly;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns any text into one that an English synthesiser can speak: letters of the Latin alphabet lose
 * their accents, common symbols become words, and what an English voice can't speak (other scripts,
 * emoji, control characters) is left out.
 */
final class SpeakableText {

  private static final Map<Integer, String> REPLACEMENTS =
      Map.ofEntries(
          Map.entry((int) '’', "'"),
          Map.entry((int) '‘', "'"),
          Map.entry((int) '“', "\""),
          Map.entry((int) '”', "\""),
          Map.entry((int) '–', ", "),
          Map.entry((int) '—', ", "),
          Map.entry((int) '€', " euros "),
          Map.entry((int) '£', " pounds "),
          Map.entry((int) '¥', " yen "),
          Map.entry((int) '°', " degrees "),
          Map.entry((int) '×', " times "),
          Map.entry((int) '÷', " divided by "),
          Map.entry((int) '±', " plus or minus "),
          Map.entry((int) '©', " copyright "),
          Map.entry((int) 'ß', "ss"),
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'Æ', "Ae"),
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'Œ', "Oe"),
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'Ø', "O"),
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'Ł', "L"),
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'Đ', "D"));

  /** ASCII that is not spoken, though a synthesiser might name it. */
  private static final String UNSPOKEN = "*<>[\\]^_`{|}~";

  /** The synthesiser takes a number that begins with zeros for an empty one. */
  private static final Pattern LEADING_ZEROS =
      Pattern.compile("(?<![\\p{Alnum}.,:/-])0\\p{Digit}+(?![\\p{Alnum}:/-]|[.,]\\p{Digit})");

  private static final Pattern DIGIT = Pattern.compile("(\\p{Digit})");
  private static final Pattern SOUND = Pattern.compile("[\\p{Alnum}#$%&+=@]");

  private SpeakableText() {}

  /** The text as it can be spoken; empty if nothing of it can. */
  static String of(String text) {
    StringBuilder replaced = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              String replacement = REPLACEMENTS.get(c);
              if (replacement == null) {
                replaced.appendCodePoint(c);
              } else {
                replaced.append(replacement);
              }
            });
    StringBuilder speakable = new StringBuilder();
    Normalizer.normalize(replaced, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(c -> speakable.append(isSpeakable(c) ? (char) c : ' '));
    if (!SOUND.matcher(speakable).find()) {
      return "";
    }
    return LEADING_ZEROS
        .matcher(speakable)
        .replaceAll(number -> DIGIT.matcher(number.group()).replaceAll("$1 "));
  }

  private static boolean isSpeakable(int c) {
    return c == '\n' || (c >= ' ' && c <= '~' && UNSPOKEN.indexOf(c) < 0);
  }
}
