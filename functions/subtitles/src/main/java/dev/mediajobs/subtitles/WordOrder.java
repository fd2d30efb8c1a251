package dev.mediajobs.subtitles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts a recogniser's words in order, so that everything after can rely on it; {@link Transcript}
 * says what is repaired.
 */
final class WordOrder {
  private WordOrder() {}

  static List<Word> of(List<Word> words) {
    if (words.isEmpty()) {
      return List.of();
    }
    List<Word> sorted = new ArrayList<>(words);
    sorted.sort(Comparator.comparing(Word::start));
    List<Word> ordered = withoutTornClusters(sorted);
    giveSpeakers(ordered);
    for (int index = 0; index + 1 < ordered.size(); index++) {
      Word word = ordered.get(index);
      Duration next = ordered.get(index + 1).start();
      if (word.end().compareTo(next) > 0) {
        ordered.set(index, word.at(word.start(), next));
      }
    }
    return List.copyOf(ordered);
  }

  /**
   * A "word" that begins with a combining mark is the rest of the one before it: a line must not
   * begin with half a character.
   */
  private static List<Word> withoutTornClusters(List<Word> words) {
    List<Word> whole = new ArrayList<>(words.size());
    for (Word word : words) {
      if (!whole.isEmpty() && Graphemes.isTorn(whole.getLast().shown(), word.shown())) {
        Word first = whole.removeLast();
        Duration end = first.end().compareTo(word.end()) > 0 ? first.end() : word.end();
        whole.add(
            new Word(
                first.text() + first.after() + word.before() + word.text(),
                first.before(),
                word.after(),
                first.start(),
                end,
                first.confidence(),
                first.speaker()));
      } else {
        whole.add(word);
      }
    }
    return whole;
  }

  private static void giveSpeakers(List<Word> words) {
    Optional<String> known = words.stream().flatMap(word -> word.speaker().stream()).findFirst();
    if (known.isEmpty()) {
      return;
    }
    String speaker = known.get();
    for (int index = 0; index < words.size(); index++) {
      Word word = words.get(index);
      if (word.speaker().isPresent()) {
        speaker = word.speaker().get();
      } else {
        words.set(index, word.spokenBy(speaker));
      }
    }
  }
}
