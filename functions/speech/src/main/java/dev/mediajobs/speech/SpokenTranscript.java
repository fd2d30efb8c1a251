package dev.mediajobs.speech;

import dev.mediajobs.subtitles.Transcript;
import dev.mediajobs.subtitles.Word;
import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The transcript of what was spoken, from the text that is known and the times of the turns. Where
 * a word lies within its turn is estimated from how much text comes before it, so subtitles made of
 * it are right at the turns and near it between them.
 */
public final class SpokenTranscript {
  /** A pause in speech, in the time of as many characters: some 15 are spoken in a second. */
  private static final int COMMA = 3;

  private static final int FULL_STOP = 7;

  private SpokenTranscript() {}

  /**
   * The transcript, in which roles are the speakers.
   *
   * @param timings of each turn of the script, in order
   * @param duration of the audio
   * @throws IllegalArgumentException when the timings are not those of this script
   */
  public static Transcript of(Script script, List<TurnTiming> timings, Duration duration) {
    if (timings.size() != script.turns().size()) {
      throw new IllegalArgumentException(
          "%d turns can't have %d timings".formatted(script.turns().size(), timings.size()));
    }
    Locale locale = script.language().map(Locale::forLanguageTag).orElse(Locale.ROOT);
    List<Word> words = new ArrayList<>();
    for (TurnTiming timing : timings) {
      Turn turn = script.turns().get(timing.index());
      addWords(turn, timing, tokens(turn.text(), locale), words);
    }
    return new Transcript(script.language(), words, duration);
  }

  private static void addWords(
      Turn turn, TurnTiming timing, List<String> tokens, List<Word> words) {
    long whole = tokens.stream().mapToLong(SpokenTranscript::weight).sum();
    long length = timing.end().minus(timing.start()).toMillis();
    long before = 0;
    for (String token : tokens) {
      long after = before + spokenWeight(token);
      words.add(
          word(
              token,
              timing.start().plusMillis(length * before / whole),
              timing.start().plusMillis(length * after / whole),
              turn.role()));
      before += weight(token);
    }
  }

  private static Word word(String token, Duration start, Duration end, String role) {
    int from = 0;
    while (from < token.length() && isOpening(token.codePointAt(from))) {
      from += Character.charCount(token.codePointAt(from));
    }
    int to = token.length();
    while (to > from && isClosing(token.codePointBefore(to))) {
      to -= Character.charCount(token.codePointBefore(to));
    }
    boolean parts = isVisible(token.substring(from, to));
    return new Word(
        parts ? token.substring(from, to) : token,
        parts ? token.substring(0, from) : "",
        parts ? token.substring(to) : "",
        start,
        end,
        OptionalDouble.empty(),
        Optional.of(role));
  }

  private static boolean isOpening(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.START_PUNCTUATION
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || codePoint == '¿'
        || codePoint == '¡';
  }

  private static boolean isClosing(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.END_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || type == Character.OTHER_PUNCTUATION;
  }

  /** What stands between spaces; of scripts without spaces what may stand on a line of its own. */
  private static List<String> tokens(String text, Locale locale) {
    List<String> tokens = new ArrayList<>();
    BreakIterator lines = BreakIterator.getLineInstance(locale);
    lines.setText(text);
    int start = lines.first();
    for (int at = lines.next(); at != BreakIterator.DONE; at = lines.next()) {
      if (at == text.length() || isBorder(text, at)) {
        String token = text.substring(start, at).strip();
        if (isVisible(token)) {
          tokens.add(token);
        }
        start = at;
      }
    }
    return tokens;
  }

  private static boolean isBorder(String text, int at) {
    int left = text.codePointBefore(at);
    return Character.isWhitespace(left)
        || Character.isSpaceChar(left)
        || (isUnspaced(left) && isUnspaced(text.codePointAt(at)));
  }

  /** Of a script that is written without spaces, or of its punctuation. */
  private static boolean isUnspaced(int codePoint) {
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
      default ->
          (codePoint >= 0x3000 && codePoint <= 0x303F)
              || (codePoint >= 0xFF01 && codePoint <= 0xFF0F);
    };
  }

  private static boolean isVisible(String text) {
    return text.codePoints().anyMatch(Rules::isVisible);
  }

  private static int spokenWeight(String token) {
    return token.codePointCount(0, token.length()) + 1;
  }

  private static int weight(String token) {
    int pause =
        switch (token.codePointBefore(token.length())) {
          case ',', ';', ':', '、', '，', '；', '：', '،' -> COMMA;
          case '.', '!', '?', '…', '。', '！', '？', '।', '؟' -> FULL_STOP;
          default -> 0;
        };
    return spokenWeight(token) + pause;
  }
}
