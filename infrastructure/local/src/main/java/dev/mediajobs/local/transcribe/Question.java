package dev.mediajobs.local.transcribe;

import java.util.List;
import java.util.Set;

/**
 * Tells English questions by their word order, since the recogniser does not hear intonation: an
 * auxiliary verb stands before its subject, first or after a question word.
 */
final class Question {

  private static final Set<String> OPENERS = Set.of("and", "but", "so", "then", "well");
  private static final Set<String> ASKING =
      Set.of("who", "what", "when", "where", "why", "how", "which", "whose");
  private static final Set<String> AUXILIARIES =
      Set.of(
          "am", "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can",
          "could", "will", "would", "shall", "should", "may");
  private static final Set<String> SUBJECTS =
      Set.of(
          "i", "you", "he", "she", "it", "we", "they", "this", "that", "these", "those", "there",
          "the", "a", "an", "my", "your", "his", "her", "its", "our", "their");

  private Question() {}

  /** Whether these words, in lower case, ask something. */
  static boolean asks(List<String> words) {
    int first = !words.isEmpty() && OPENERS.contains(words.getFirst()) ? 1 : 0;
    boolean asking = first < words.size() && ASKING.contains(words.get(first));
    int last = asking ? words.size() - 1 : Math.min(words.size() - 1, first + 1);
    for (int i = first + 1; i <= last; i++) {
      if (AUXILIARIES.contains(words.get(i - 1)) && SUBJECTS.contains(words.get(i))) {
        return true;
      }
    }
    return false;
  }
}
