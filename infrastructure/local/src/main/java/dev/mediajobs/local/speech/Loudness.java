package dev.mediajobs.local.speech;

import java.time.Duration;
import java.util.Arrays;

/** How loud a passage is, frame by frame, in decibels relative to full scale (0 is the loudest). */
final class Loudness {

  /** The length of a frame. */
  static final Duration FRAME = Duration.ofMillis(10);

  static final int FRAME_SAMPLES = (int) SpeechAudio.samples(FRAME);

  /** What digital silence counts as: the rounding error of 16 bits. */
  static final double SILENCE = -96;

  private final double[] decibels;

  private Loudness(double[] decibels) {
    this.decibels = decibels;
  }

  static Loudness of(Passage passage) {
    double[] decibels = new double[passage.length() / FRAME_SAMPLES];
    for (int frame = 0; frame < decibels.length; frame++) {
      double energy = 0;
      for (int i = frame * FRAME_SAMPLES; i < (frame + 1) * FRAME_SAMPLES; i++) {
        double sample = passage.sample(i) / 32768.0;
        energy += sample * sample;
      }
      decibels[frame] = Math.max(SILENCE, 10 * Math.log10(energy / FRAME_SAMPLES + 1e-12));
    }
    return new Loudness(decibels);
  }

  int frames() {
    return decibels.length;
  }

  double at(int frame) {
    return decibels[frame];
  }

  double loudest(int from, int to) {
    double loudest = SILENCE;
    for (int frame = from; frame < to; frame++) {
      loudest = Math.max(loudest, decibels[frame]);
    }
    return loudest;
  }

  /** The loudness that this share (0 to 1) of all frames does not exceed. */
  double quantile(double share) {
    if (decibels.length == 0) {
      return SILENCE;
    }
    double[] sorted = decibels.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
  }
}
