package dev.mediajobs.worker.denoise;

/**
 * How loud the blocks of a sound are, in bounded memory however many there are. Blocks of digital
 * silence don't count: they tell of editing, not of the room.
 */
final class BlockLevels {
  /** Under this many decibels a block holds nothing but the dither of 16 bits, if that. */
  static final double SILENCE = -90;

  private static final int STEPS_A_DECIBEL = 10;

  private final long[] steps = new long[(int) (-SILENCE * STEPS_A_DECIBEL) + 1];
  private long count;
  private double sum;

  static boolean isAudible(double power) {
    return Decibels.of(power) >= SILENCE;
  }

  void add(double power) {
    if (isAudible(power)) {
      double level = Math.min(0, Decibels.of(power));
      steps[(int) ((level - SILENCE) * STEPS_A_DECIBEL)]++;
      count++;
      sum += power;
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Of all audible blocks together, in decibels. */
  double mean() {
    return Decibels.of(sum / count);
  }

  /**
   * The level in decibels, to a tenth, that a share of the audible blocks does not reach.
   *
   * @param share from 0 to 1
   */
  double exceededByAllBut(double share) {
    long left = (long) (share * count);
    int step = 0;
    while (step < steps.length - 1 && left >= steps[step]) {
      left -= steps[step];
      step++;
    }
    return SILENCE + (double) step / STEPS_A_DECIBEL;
  }
}
