package dev.mediajobs.local.transcribe;

import dev.mediajobs.local.speech.Speech;
import dev.mediajobs.local.speech.SpokenWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Words that are written with one full stop or question mark.
 *
 * @param words in order, at least one
 * @param speaker who says them
 */
record Sentence(List<SpokenWord> words, int speaker) {

  /**
   * The recogniser hears no grammar, so a pause of this length is taken for the end of a sentence.
   */
  private static final Duration PAUSE = Duration.ofMillis(600);

  Sentence {
    words = List.copyOf(words);
  }

  /** Cuts speech into sentences at pauses and where another person begins to speak. */
  static List<Sentence> of(Speech speech) {
    List<Sentence> sentences = new ArrayList<>();
    List<SpokenWord> words = new ArrayList<>();
    int speaker = 0;
    for (SpokenWord word : speech.words()) {
      int now = speech.turnOf(word).speaker();
      boolean ended =
          !words.isEmpty()
              && (now != speaker
                  || word.start().minus(words.getLast().end()).compareTo(PAUSE) >= 0);
      if (ended) {
        sentences.add(new Sentence(words, speaker));
        words.clear();
      }
      speaker = now;
      words.add(word);
    }
    if (!words.isEmpty()) {
      sentences.add(new Sentence(words, speaker));
    }
    return List.copyOf(sentences);
  }

  Duration start() {
    return words.getFirst().start();
  }

  Duration end() {
    return words.getLast().end();
  }

  /** A word as it is written at its place in the sentence. */
  String written(int index) {
    String text = words.get(index).text();
    boolean capital = index == 0 || text.equals("i") || text.startsWith("i'");
    return capital ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) : text;
  }

  /** What ends the sentence. */
  String mark() {
    return Question.asks(words.stream().map(SpokenWord::text).toList()) ? "?" : ".";
  }

  /** The whole sentence with its mark. */
  String text() {
    return IntStream.range(0, words.size())
        .mapToObj(this::written)
        .collect(Collectors.joining(" ", "", mark()));
  }
}
