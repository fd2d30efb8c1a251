package dev.mediajobs.local.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Measures voices: the fundamental frequency by normalised autocorrelation, the timbre by the
 * mel-frequency cepstrum, both in voiced frames only.
 */
final class VoiceMeter {

  private static final double LOWEST_PITCH = 60;
  private static final double HIGHEST_PITCH = 400;

  /** Frames that repeat themselves less than this (1 is perfectly) are not voiced. */
  private static final double VOICED = 0.6;

  /** Fewer voiced frames say too little about a voice. */
  private static final int FEWEST_FRAMES = 5;

  private static final int FRAME = (int) SpeechAudio.samples(Duration.ofMillis(32));
  private static final int STEP = (int) SpeechAudio.samples(Duration.ofMillis(16));
  private static final int SHORTEST_LAG = (int) (SpeechAudio.SAMPLE_RATE / HIGHEST_PITCH);
  private static final int LONGEST_LAG = (int) (SpeechAudio.SAMPLE_RATE / LOWEST_PITCH);

  private final MelCepstrum cepstrum = new MelCepstrum(FRAME);

  /** Measures the voice in a stretch of a passage; empty if too little of it is voiced. */
  Optional<VoicePrint> measure(Passage passage, Turns.Span span) {
    List<Double> pitches = new ArrayList<>();
    double[] sum = new double[MelCepstrum.COEFFICIENTS];
    double[] frame = new double[FRAME];
    for (int from = span.from(); from + FRAME + LONGEST_LAG <= passage.length(); from += STEP) {
      if (from + FRAME > span.to()) {
        break;
      }
      Optional<Double> pitch = pitch(passage, from);
      if (pitch.isEmpty()) {
        continue;
      }
      pitches.add(pitch.get());
      for (int i = 0; i < FRAME; i++) {
        frame[i] = passage.sample(from + i);
      }
      double[] coefficients = cepstrum.of(frame);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += coefficients[i];
      }
    }
    if (pitches.size() < FEWEST_FRAMES) {
      return Optional.empty();
    }
    List<Double> timbre = Arrays.stream(sum).map(total -> total / pitches.size()).boxed().toList();
    double[] sorted = pitches.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double median = sorted[sorted.length / 2];
    return Optional.of(new VoicePrint(Math.log(median) / Math.log(2), timbre, sorted.length));
  }

  private static Optional<Double> pitch(Passage passage, int from) {
    double energy = 0;
    for (int i = 0; i < FRAME; i++) {
      double sample = passage.sample(from + i);
      energy += sample * sample;
    }
    if (energy == 0) {
      return Optional.empty();
    }
    double shifted = energyAt(passage, from + SHORTEST_LAG);
    double[] likeness = new double[LONGEST_LAG + 1];
    double best = 0;
    for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
      double product = 0;
      for (int i = 0; i < FRAME; i++) {
        product += (double) passage.sample(from + i) * passage.sample(from + i + lag);
      }
      likeness[lag] = shifted > 0 ? product / Math.sqrt(energy * shifted) : 0;
      best = Math.max(best, likeness[lag]);
      double leaving = passage.sample(from + lag);
      double entering =
          from + lag + FRAME < passage.length() ? passage.sample(from + lag + FRAME) : 0;
      shifted += entering * entering - leaving * leaving;
    }
    if (best < VOICED) {
      return Optional.empty();
    }
    // A sound repeats after every multiple of its period: the shortest that is nearly best is the
    // period.
    for (int lag = SHORTEST_LAG + 1; lag < LONGEST_LAG; lag++) {
      boolean peak = likeness[lag] >= likeness[lag - 1] && likeness[lag] >= likeness[lag + 1];
      if (peak && likeness[lag] >= 0.9 * best) {
        return Optional.of((double) SpeechAudio.SAMPLE_RATE / lag);
      }
    }
    return Optional.empty();
  }

  private static double energyAt(Passage passage, int from) {
    double energy = 0;
    for (int i = from; i < from + FRAME; i++) {
      double sample = passage.sample(i);
      energy += sample * sample;
    }
    return energy;
  }
}
