package dev.mediajobs.local.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How far a transcript is from what was said: the fewest words that must be changed, left out or
 * put in, in relation to the words said. Case and punctuation do not count.
 *
 * @param errors words to change, leave out or put in
 * @param words how many were said, at least one
 */
public record WordError(int errors, int words) {

  /** Compares a transcript with what was said. */
  public static WordError between(String said, String transcript) {
    List<String> reference = words(said);
    List<String> heard = words(transcript);
    if (reference.isEmpty()) {
      throw new IllegalArgumentException("Nothing was said, so no share of it can be wrong");
    }
    int[] costs = new int[heard.size() + 1];
    Arrays.setAll(costs, i -> i);
    for (int i = 1; i <= reference.size(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j <= heard.size(); j++) {
        int same = reference.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1;
        int cost = Math.min(diagonal + same, Math.min(costs[j], costs[j - 1]) + 1);
        diagonal = costs[j];
        costs[j] = cost;
      }
    }
    return new WordError(costs[heard.size()], reference.size());
  }

  /** The word error rate: 0 is perfect, 1 is as bad as no transcript, more is possible. */
  public double rate() {
    return (double) errors / words;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
