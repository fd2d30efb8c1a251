package dev.mediajobs.worker.denoise;

/** Powers as decibels of full scale; full scale is the power 1. */
final class Decibels {
  private Decibels() {}

  /** Negative infinity for no power at all. */
  static double of(double power) {
    return 10 * Math.log10(power);
  }
}
