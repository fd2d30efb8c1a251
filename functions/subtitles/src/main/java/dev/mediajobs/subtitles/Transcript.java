package dev.mediajobs.subtitles;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a recogniser heard: words in the order they were spoken.
 *
 * <p>Recognisers are not always tidy, so the words are put in order on the way in: sorted by start
 * (words that start together keep their order), a word that runs into the next is cut where the
 * next begins, and in a recording where speakers are known a word without one belongs to whoever
 * spoke before it (the first words: to whoever speaks first). A "word" that begins with a combining
 * mark is joined to the one before it. No text is ever dropped.
 *
 * @param language BCP 47 tag such as {@code en-US}; empty when unknown
 * @param words in order of time, none running into the next
 * @param duration of the recording, as far as known; never shorter than the end of the last word
 */
public record Transcript(Optional<String> language, List<Word> words, Duration duration) {

  /**
   * @throws IllegalArgumentException when the duration is negative
   */
  public Transcript {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("A recording can't last " + duration);
    }
    words = WordOrder.of(words);
    Duration spoken = words.isEmpty() ? Duration.ZERO : words.getLast().end();
    duration = duration.truncatedTo(ChronoUnit.MILLIS);
    duration = duration.compareTo(spoken) < 0 ? spoken : duration;
  }

  /** A transcript that lasts until its last word. */
  public static Transcript of(Optional<String> language, List<Word> words) {
    return new Transcript(language, words, Duration.ZERO);
  }

  /** Whether nothing was said, or nothing that could be understood. */
  public boolean noSpeech() {
    return words.isEmpty();
  }

  /** Everyone who spoke, in the order they are first heard; empty when speakers are unknown. */
  public List<Speaker> speakers() {
    return words.stream()
        .flatMap(word -> word.speaker().stream())
        .distinct()
        .map(Speaker::of)
        .toList();
  }

  /**
   * The same transcript of a recording that lasts this long, or until its last word if that is
   * later.
   */
  public Transcript lasting(Duration recording) {
    return new Transcript(language, words, recording);
  }

  /**
   * The same transcript, later by this much: the sound of a video may begin after (or before) its
   * picture. A negative offset moves words earlier; none goes below zero, and a word that would lie
   * wholly before zero is kept there without length.
   */
  public Transcript shiftedBy(Duration offset) {
    if (offset.isZero()) {
      return this;
    }
    List<Word> shifted =
        words.stream()
            .map(
                word ->
                    word.at(notBelowZero(word.start(), offset), notBelowZero(word.end(), offset)))
            .toList();
    return new Transcript(language, shifted, notBelowZero(duration, offset));
  }

  private static Duration notBelowZero(Duration time, Duration offset) {
    Duration shifted = time.plus(offset);
    return shifted.isNegative() ? Duration.ZERO : shifted;
  }
}
