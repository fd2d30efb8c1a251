package dev.mediajobs.worker.denoise;

/**
 * Splits a sound at one frequency, with slopes of 12 dB an octave. The phase is not kept, so it is
 * for measuring, not for hearing.
 *
 * @see <a href="https://www.w3.org/TR/audio-eq-cookbook/">Audio EQ Cookbook, LPF and HPF</a>
 */
final class Biquad {
  private static final double BUTTERWORTH = Math.sqrt(0.5);

  private static final double FORGOTTEN = 1e-30;

  private final double ahead0;
  private final double ahead1;
  private final double back1;
  private final double back2;
  private double first;
  private double second;

  private Biquad(double frequency, int sampleRate, boolean high) {
    double angle = 2 * Math.PI * frequency / sampleRate;
    double cosine = Math.cos(angle);
    double alpha = Math.sin(angle) / (2 * BUTTERWORTH);
    double kept = high ? 1 + cosine : 1 - cosine;
    ahead0 = kept / 2 / (1 + alpha);
    ahead1 = (high ? -kept : kept) / (1 + alpha);
    back1 = -2 * cosine / (1 + alpha);
    back2 = (1 - alpha) / (1 + alpha);
  }

  /** Lets pass what is lower. */
  static Biquad lowPass(double frequency, int sampleRate) {
    return new Biquad(frequency, sampleRate, false);
  }

  /** Lets pass what is higher. */
  static Biquad highPass(double frequency, int sampleRate) {
    return new Biquad(frequency, sampleRate, true);
  }

  /** The next sample of what passes. */
  double next(double sample) {
    double passed = ahead0 * sample + first;
    first = ahead1 * sample - back1 * passed + second;
    second = ahead0 * sample - back2 * passed;
    return passed;
  }

  /**
   * Forgets what is left of sounds long gone. Processors take many times as long for numbers that
   * are almost too small to be told from zero, so call this now and then.
   */
  void settle() {
    if (Math.abs(first) + Math.abs(second) < FORGOTTEN) {
      first = 0;
      second = 0;
    }
  }
}
