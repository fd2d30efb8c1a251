package dev.mediajobs.speech;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * Cuts a text into pieces that an engine takes at once: after the last sentence that fits, else
 * after the last word, else between two characters, never inside what a reader sees as one
 * character. No text is lost but white space where it is cut and at both ends. Takes time in
 * proportion to the text.
 */
public final class SentenceSplitter {
  private final int limit;
  private final IntUnaryOperator weight;

  private SentenceSplitter(int limit, IntUnaryOperator weight) {
    this.limit = limit;
    this.weight = weight;
  }

  /**
   * A splitter for an engine that counts UTF-16 units, which are never fewer than characters.
   *
   * @param limit of a piece, at least 100
   */
  public static SentenceSplitter of(int limit) {
    return of(limit, Character::charCount);
  }

  /**
   * A splitter for an engine that counts in its own way.
   *
   * @param limit of the weight of a piece, at least 100 times that of the lightest code point
   * @param weight of a code point, at least 1
   */
  public static SentenceSplitter of(int limit, IntUnaryOperator weight) {
    if (limit < 100) {
      throw new IllegalArgumentException("Pieces of at most " + limit + " are too short");
    }
    return new SentenceSplitter(limit, weight);
  }

  /**
   * The pieces of a text, in order, none blank; none at all when the text is.
   *
   * @param locale whose rules for sentences and words apply; only Thai differs
   * @throws IllegalArgumentException when a single visible character is too heavy for a piece,
   *     which the rules of a {@link Turn} leave no room for
   */
  public List<String> split(String text, Locale locale) {
    int[] weights = cumulativeWeights(text);
    BitSet characters = boundaries(BreakIterator.getCharacterInstance(locale), text);
    int start = skipBlank(text, characters, 0);
    if (start == text.length()) {
      return List.of();
    }
    List<String> pieces = new ArrayList<>();
    Cuts cuts = new Cuts(text, locale, characters);
    int reach = start;
    while (start < text.length()) {
      while (reach < text.length() && weights[reach + 1] - weights[start] <= limit) {
        reach++;
      }
      int end = reach == text.length() ? reach : cuts.lastBetween(start, reach);
      if (end == start) {
        throw new IllegalArgumentException(
            "The character at %d weighs more than %d".formatted(start, limit));
      }
      pieces.add(text.substring(start, trimEnd(text, characters, start, end)));
      start = skipBlank(text, characters, end);
      reach = Math.max(reach, start);
    }
    return pieces;
  }

  /** At each index the weight of everything before it; inside a pair that of the whole pair. */
  private int[] cumulativeWeights(String text) {
    int[] sums = new int[text.length() + 1];
    int sum = 0;
    for (int index = 0; index < text.length(); ) {
      int codePoint = text.codePointAt(index);
      sum = Math.addExact(sum, weight.applyAsInt(codePoint));
      for (int unit = 0; unit < Character.charCount(codePoint); unit++) {
        sums[++index] = sum;
      }
    }
    return sums;
  }

  private static BitSet boundaries(BreakIterator iterator, String text) {
    BitSet boundaries = new BitSet(text.length() + 1);
    iterator.setText(text);
    for (int at = iterator.first(); at != BreakIterator.DONE; at = iterator.next()) {
      boundaries.set(at);
    }
    return boundaries;
  }

  /** Past all characters from {@code from} on that are nothing but white space. */
  private static int skipBlank(String text, BitSet characters, int from) {
    int at = from;
    while (at < text.length()) {
      int next = characters.nextSetBit(at + 1);
      if (!isBlank(text, at, next)) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private static int trimEnd(String text, BitSet characters, int start, int end) {
    int at = end;
    while (at > start) {
      int before = characters.previousSetBit(at - 1);
      if (!isBlank(text, before, at)) {
        return at;
      }
      at = before;
    }
    return at;
  }

  private static boolean isBlank(String text, int from, int to) {
    return text.substring(from, to).isBlank();
  }

  /** Where a text may be cut, from best to worst. */
  private static final class Cuts {
    private final List<BitSet> kinds;

    private Cuts(String text, Locale locale, BitSet characters) {
      BitSet sentences = boundaries(BreakIterator.getSentenceInstance(locale), text);
      BitSet words = boundaries(BreakIterator.getLineInstance(locale), text);
      sentences.and(characters);
      words.and(characters);
      kinds = List.of(sentences, words, characters);
    }

    /** The best cut after {@code start}, none behind {@code end}; {@code start} when none is. */
    private int lastBetween(int start, int end) {
      for (BitSet kind : kinds) {
        // So that the search never looks further back, which would take time for nothing.
        kind.set(start);
        int cut = kind.previousSetBit(end);
        if (cut > start) {
          return cut;
        }
      }
      return start;
    }
  }
}
