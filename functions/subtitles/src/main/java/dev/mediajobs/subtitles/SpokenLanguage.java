package dev.mediajobs.subtitles;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the one language tag of a transcript among the places where a Transcribe document may name
 * it, surest first.
 */
final class SpokenLanguage {
  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

  private Optional<String> stated = Optional.empty();
  private final Map<String, Double> spoken = new HashMap<>();
  private final Map<String, Double> likely = new HashMap<>();
  private final Map<String, Double> heard = new HashMap<>();

  /** The document as a whole is in this language. */
  void stated(String code) {
    stated = stated.or(() -> Optional.of(code).filter(SpokenLanguage::isTag));
  }

  /** This language is spoken for this many seconds. */
  void spoken(String code, double seconds) {
    add(spoken, code, seconds);
  }

  /** This language was identified with this score. */
  void likely(String code, double score) {
    add(likely, code, score);
  }

  /** One item is in this language. */
  void heard(String code) {
    add(heard, code, 1);
  }

  /**
   * The language of most of the transcript; empty when nothing that looks like a language tag was
   * named.
   */
  Optional<String> best() {
    return stated.or(() -> heaviest(spoken)).or(() -> heaviest(likely)).or(() -> heaviest(heard));
  }

  private static void add(Map<String, Double> weights, String code, double weight) {
    if (isTag(code)) {
      weights.merge(code, weight, Double::sum);
    }
  }

  private static boolean isTag(String code) {
    return TAG.matcher(code).matches();
  }

  private static Optional<String> heaviest(Map<String, Double> weights) {
    return weights.entrySet().stream()
        .max(
            Map.Entry.<String, Double>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }
}
