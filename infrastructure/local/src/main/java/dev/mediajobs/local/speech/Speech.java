package dev.mediajobs.local.speech;

import java.time.Duration;
import java.util.List;

/**
 * What was said in a recording.
 *
 * @param words in order of time
 * @param turns in order of time; each word belongs to the nearest
 * @param length of the whole recording
 */
public record Speech(List<SpokenWord> words, List<Turn> turns, Duration length) {

  /** Copies the lists. */
  public Speech {
    words = List.copyOf(words);
    turns = List.copyOf(turns);
    if (turns.isEmpty() && !words.isEmpty()) {
      throw new IllegalArgumentException("Words without a turn in which they were spoken");
    }
  }

  /** The turn in which a word was spoken. */
  public Turn turnOf(SpokenWord word) {
    Turn nearest = turns.getFirst();
    for (Turn turn : turns) {
      if (turn.distance(word.middle()).compareTo(nearest.distance(word.middle())) < 0) {
        nearest = turn;
      }
    }
    return nearest;
  }
}
