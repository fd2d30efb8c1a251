package dev.mediajobs.worker.denoise;

/** The power spectrum of a short sound, averaged over overlapping frames. */
final class Spectrum {
  /** Samples a frame; a power of two. */
  private static final int FRAME = 2048;

  private Spectrum() {}

  /**
   * Mean power at each multiple of the sample rate / 2048, up to half the sample rate.
   *
   * @param samples at least 2048
   */
  static double[] of(double[] samples) {
    double[] window = hann();
    double[] power = new double[FRAME / 2];
    int frames = 0;
    for (int from = 0; from + FRAME <= samples.length; from += FRAME / 2) {
      double[] real = new double[FRAME];
      double[] imaginary = new double[FRAME];
      for (int i = 0; i < FRAME; i++) {
        real[i] = samples[from + i] * window[i];
      }
      transform(real, imaginary);
      for (int i = 0; i < power.length; i++) {
        power[i] += real[i] * real[i] + imaginary[i] * imaginary[i];
      }
      frames++;
    }
    for (int i = 0; i < power.length; i++) {
      power[i] /= frames;
    }
    return power;
  }

  private static double[] hann() {
    double[] window = new double[FRAME];
    for (int i = 0; i < FRAME; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / FRAME);
    }
    return window;
  }

  /** The discrete Fourier transform in place, by Cooley and Tukey's division into halves. */
  private static void transform(double[] real, double[] imaginary) {
    reorder(real);
    for (int half = 1; half < FRAME; half *= 2) {
      for (int k = 0; k < half; k++) {
        double angle = -Math.PI * k / half;
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        for (int even = k; even < FRAME; even += 2 * half) {
          int odd = even + half;
          double turnedReal = real[odd] * cosine - imaginary[odd] * sine;
          double turnedImaginary = real[odd] * sine + imaginary[odd] * cosine;
          real[odd] = real[even] - turnedReal;
          imaginary[odd] = imaginary[even] - turnedImaginary;
          real[even] += turnedReal;
          imaginary[even] += turnedImaginary;
        }
      }
    }
  }

  /** Puts each value where the bits of its place, read backwards, say. */
  private static void reorder(double[] values) {
    int unused = Integer.numberOfLeadingZeros(FRAME) + 1;
    for (int i = 0; i < FRAME; i++) {
      int j = Integer.reverse(i) >>> unused;
      if (i < j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
      }
    }
  }
}
