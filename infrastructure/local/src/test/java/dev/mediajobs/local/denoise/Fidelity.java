package dev.mediajobs.local.denoise;

import static org.assertj.core.api.Assertions.assertThat;

/** How like its original a sound is. */
final class Fidelity {
  private static final int MOST_LAG = 2400;

  private Fidelity() {}

  /**
   * The scale-invariant ratio of signal to distortion in decibels, by Le Roux and others, "SDR –
   * half-baked or well done?" (2018).
   */
  static double siSdr(float[] original, float[] sound) {
    assertThat(sound).hasSameSizeAs(original);
    double scale = product(original, sound, 0) / product(original, original, 0);
    double signal = 0;
    double distortion = 0;
    for (int i = 0; i < original.length; i++) {
      double wanted = scale * original[i];
      signal += wanted * wanted;
      distortion += (sound[i] - wanted) * (sound[i] - wanted);
    }
    return 10 * Math.log10(signal / distortion);
  }

  /** By how many samples a sound is later than its original, from where they are most alike. */
  static int lag(float[] original, float[] sound) {
    int best = 0;
    double likeness = Double.NEGATIVE_INFINITY;
    for (int lag = -MOST_LAG; lag <= MOST_LAG; lag++) {
      double product = product(original, sound, lag);
      if (product > likeness) {
        likeness = product;
        best = lag;
      }
    }
    return best;
  }

  private static double product(float[] original, float[] sound, int lag) {
    double sum = 0;
    int end = Math.min(original.length, sound.length - Math.max(0, lag));
    for (int i = Math.max(0, -lag); i < end; i++) {
      sum += (double) original[i] * sound[i + lag];
    }
    return sum;
  }
}
