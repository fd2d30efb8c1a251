package dev.mediajobs.local.polly;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Cuts a text into sentences, and those that are too long into pieces. */
final class Sentences {

  /** No piece is longer, so that the work and the memory for one are bounded. */
  static final int LONGEST = 250;

  private static final Pattern ABBREVIATION =
      Pattern.compile(
          ".*\\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|vs|etc|[A-Za-z])\\.\\s*", Pattern.DOTALL);
  private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n");

  private Sentences() {}

  /** The sentences in order; none is blank, and none is longer than {@link #LONGEST}. */
  static List<String> of(String text) {
    List<String> pieces = new ArrayList<>();
    for (String paragraph : PARAGRAPH.split(text, -1)) {
      BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.US);
      breaks.setText(paragraph);
      int from = 0;
      for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
        String sentence = paragraph.substring(from, to);
        if (to < paragraph.length() && ABBREVIATION.matcher(sentence).matches()) {
          continue;
        }
        add(pieces, sentence.strip());
        from = to;
      }
    }
    return pieces;
  }

  private static void add(List<String> pieces, String sentence) {
    String rest = sentence;
    while (rest.length() > LONGEST) {
      int space = rest.lastIndexOf(' ', LONGEST);
      int cut = space > 0 ? space : LONGEST;
      pieces.add(rest.substring(0, cut));
      rest = rest.substring(cut).strip();
    }
    if (!rest.isBlank()) {
      pieces.add(rest);
    }
  }
}
