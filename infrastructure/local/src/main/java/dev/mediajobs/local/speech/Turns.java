package dev.mediajobs.local.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds where somebody speaks in a passage, by loudness alone. */
final class Turns {

  /** Silence from this length on ends a turn. */
  static final Duration PAUSE = Duration.ofMillis(350);

  /** A shorter sound is a click, not speech. */
  private static final Duration SHORTEST = Duration.ofMillis(80);

  /** Nothing softer is taken for speech, in decibels relative to full scale. */
  private static final double SOFTEST = -66;

  /** Speech rises and falls; a hum, a tone or noise that varies less (in decibels) is none. */
  private static final double LEAST_VARIATION = 6;

  /** How far between its quiet and its loud frames a passage's border of speech lies. */
  private static final double BORDER = 0.3;

  /** The length of a short word. */
  private static final Duration WORD = Duration.ofMillis(200);

  private Turns() {}

  /**
   * The stretches of speech.
   *
   * @return samples of the passage, in order, without overlaps; empty if nobody speaks
   */
  static List<Span> in(Passage passage) {
    Loudness loudness = Loudness.of(passage);
    double quiet = loudness.quantile(0.1);
    double loud = loudness.quantile(0.95);
    if (loud - quiet < LEAST_VARIATION && loudness.frames() > 0) {
      // A word or two in a long silence make up less than a twentieth of it.
      double word = (double) WORD.toMillis() / Loudness.FRAME.toMillis();
      loud = Math.max(loud, loudness.quantile(1 - word / loudness.frames()));
    }
    if (loud < SOFTEST || loud - quiet < LEAST_VARIATION) {
      return List.of();
    }
    double border = Math.max(SOFTEST, quiet + BORDER * (loud - quiet));
    int pause = (int) (PAUSE.toMillis() / Loudness.FRAME.toMillis());
    List<Span> spans = new ArrayList<>();
    int first = -1;
    int last = -1;
    for (int frame = 0; frame < loudness.frames(); frame++) {
      if (loudness.at(frame) < border) {
        continue;
      }
      if (first >= 0 && frame - last >= pause) {
        add(spans, first, last);
        first = frame;
      } else if (first < 0) {
        first = frame;
      }
      last = frame;
    }
    if (first >= 0) {
      add(spans, first, last);
    }
    return List.copyOf(spans);
  }

  private static void add(List<Span> spans, int firstFrame, int lastFrame) {
    Span span =
        new Span(firstFrame * Loudness.FRAME_SAMPLES, (lastFrame + 1) * Loudness.FRAME_SAMPLES);
    if (span.length() >= SpeechAudio.samples(SHORTEST)) {
      spans.add(span);
    }
  }

  /**
   * Samples of a passage.
   *
   * @param from the first one
   * @param to the one after the last
   */
  record Span(int from, int to) {
    int length() {
      return to - from;
    }
  }
}
