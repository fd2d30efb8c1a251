package dev.mediajobs.subtitles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Writes down who says what when, for tests: words of equal length, marks at a word's end hung on
 * it.
 */
final class Talk {
  private final List<Word> words = new ArrayList<>();
  private Optional<String> language = Optional.of("en-US");
  private Optional<String> speaker = Optional.empty();
  private Duration now = Duration.ZERO;
  private Duration wordLength = Duration.ofMillis(300);

  Talk in(String tag) {
    language = Optional.of(tag);
    return this;
  }

  Talk by(String label) {
    speaker = Optional.of(label);
    return this;
  }

  Talk at(double seconds) {
    now = millis(seconds);
    return this;
  }

  Talk after(double secondsOfSilence) {
    now = now.plus(millis(secondsOfSilence));
    return this;
  }

  Talk eachWordTakes(double seconds) {
    wordLength = millis(seconds);
    return this;
  }

  Talk says(String text) {
    for (String shown : text.split(" ", -1)) {
      int end = shown.length();
      while (end > 1 && ".,;:?!。、？！،؟".indexOf(shown.charAt(end - 1)) >= 0) {
        end--;
      }
      words.add(
          new Word(
              shown.substring(0, end),
              "",
              shown.substring(end),
              now,
              now.plus(wordLength),
              OptionalDouble.of(0.98),
              speaker));
      now = now.plus(wordLength);
    }
    return this;
  }

  Transcript transcript() {
    return Transcript.of(language, words);
  }

  List<Cue> cues() {
    return Cues.from(transcript(), CueRules.defaults());
  }

  Subtitles subtitles() {
    return Subtitles.of(transcript(), CueRules.defaults());
  }

  static Duration millis(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
