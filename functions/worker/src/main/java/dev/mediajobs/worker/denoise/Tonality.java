package dev.mediajobs.worker.denoise;

/** Tells tones from noise: the spectrum of noise is smooth, that of tones is ragged. */
final class Tonality {
  /** Where telephones transmit speech, in hertz: every recording has something there. */
  private static final double LOWEST = 100;

  private static final double HIGHEST = 3400;

  /** Values on each side of one that its surroundings are made of. */
  private static final int SURROUNDINGS = 7;

  /** Beneath any sound of 16 bits; so that no logarithm is infinite. */
  private static final double LEAST_POWER = 1e-12;

  private Tonality() {}

  /**
   * How far the logarithm of the power strays from its surroundings, as a standard deviation:
   * around 0.25 for noise, 0.5 for many voices at once, 0.6 to 1.1 for a voice, and more for music.
   *
   * @param samples at least 2048 of one channel, from -1 to 1
   */
  static double of(double[] samples, int sampleRate) {
    double[] power = Spectrum.of(samples);
    double width = sampleRate / 2.0 / power.length;
    int first = (int) (LOWEST / width);
    int count = (int) (HIGHEST / width) - first;
    double[] logarithms = new double[count];
    for (int i = 0; i < count; i++) {
      logarithms[i] = Math.log(power[first + i] + LEAST_POWER);
    }
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double stray = logarithms[i] - surroundings(logarithms, i);
      sum += stray;
      squares += stray * stray;
    }
    return Math.sqrt(Math.max(0, squares / count - sum / count * sum / count));
  }

  private static double surroundings(double[] values, int at) {
    double sum = 0;
    for (int i = at - SURROUNDINGS; i <= at + SURROUNDINGS; i++) {
      sum += values[Math.clamp(i, 0, values.length - 1)];
    }
    return sum / (2 * SURROUNDINGS + 1);
  }
}
