package dev.mediajobs.local.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Hears what it was told to hear, at once, whatever is said: for tests in which recognition itself
 * is not the matter. As with any recogniser, nothing is heard in silence.
 */
public final class ScriptedRecognizer implements Recognizer {

  private final List<SpokenWord> script;
  private final CountDownLatch gate;

  private ScriptedRecognizer(List<SpokenWord> script, CountDownLatch gate) {
    this.script = List.copyOf(script);
    this.gate = gate;
  }

  /** Hears these words at their times, as far as the recording is long enough. */
  public static ScriptedRecognizer hearing(SpokenWord... words) {
    return new ScriptedRecognizer(List.of(words), new CountDownLatch(0));
  }

  /** Hears the words of a text from the beginning on, two a second, each 0.4 s long. */
  public static ScriptedRecognizer hearing(String text) {
    return new ScriptedRecognizer(paced(text), new CountDownLatch(0));
  }

  /** The same, but says nothing until the gate is open. */
  public static ScriptedRecognizer hearing(String text, CountDownLatch gate) {
    return new ScriptedRecognizer(paced(text), gate);
  }

  private static List<SpokenWord> paced(String text) {
    List<SpokenWord> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      Duration start = Duration.ofMillis(500L * words.size());
      words.add(new SpokenWord(word, start, start.plusMillis(400), 0.95));
    }
    return words;
  }

  @Override
  public List<SpokenWord> recognize(Passage passage) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
    return script.stream()
        .filter(word -> word.start().compareTo(passage.start()) >= 0)
        .filter(word -> word.end().compareTo(passage.end()) <= 0)
        .toList();
  }
}
