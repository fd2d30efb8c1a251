package dev.mediajobs.subtitles;

import java.util.Locale;
import java.util.Optional;

/** How good a place to break is the border behind a word, best first. */
enum Border {
  /** A sentence ends here. */
  SENTENCE,
  /** A clause ends here: comma, semicolon, colon, dash. */
  CLAUSE,
  /** The next word opens a clause: and, because, which. */
  LINK,
  /** Nothing speaks for or against it. */
  PLAIN,
  /** The word leans on the next: an article, a preposition. */
  LEANING;

  private static final String SENTENCE_MARKS = ".!?。！？｡؟۔।॥։።";
  private static final String CLAUSE_MARKS = ",;:…、，；：､،؛—–-";

  /** The border behind a word, as far as its punctuation and the next word tell. */
  static Border between(Word word, Word next, LinkingWords linking) {
    return ofMarks(word)
        .orElseGet(
            () -> {
              if (linking.opensClause(next.text().toLowerCase(Locale.ROOT))) {
                return LINK;
              }
              return linking.leansOnNext(word.text().toLowerCase(Locale.ROOT)) ? LEANING : PLAIN;
            });
  }

  /**
   * The border a word's own marks make. A full stop inside the word itself ("Mr.", "U.S.") ends no
   * sentence: recognisers deliver the stop of a sentence apart from the word.
   */
  private static Optional<Border> ofMarks(Word word) {
    String marks = word.after().isEmpty() ? word.text() : word.after();
    int end = marks.length();
    while (end > 0 && closesQuotation(marks.charAt(end - 1))) {
      end--;
    }
    if (end == 0) {
      return Optional.empty();
    }
    char last = marks.charAt(end - 1);
    if (word.after().isEmpty() && (last == '.' || last == '-' || last == '–')) {
      return Optional.empty();
    }
    if (SENTENCE_MARKS.indexOf(last) >= 0) {
      return Optional.of(SENTENCE);
    }
    return CLAUSE_MARKS.indexOf(last) >= 0 ? Optional.of(CLAUSE) : Optional.empty();
  }

  private static boolean closesQuotation(char mark) {
    return switch (Character.getType(mark)) {
      case Character.END_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
      default -> mark == '"' || mark == '\'';
    };
  }

  /**
   * Whether a mark belongs to the word that follows it: opening brackets and quotation marks, and
   * the Spanish ¿ and ¡.
   */
  static boolean opens(String mark) {
    int first = mark.codePointAt(0);
    return switch (Character.getType(first)) {
      case Character.START_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION -> true;
      default -> first == '¿' || first == '¡';
    };
  }
}
