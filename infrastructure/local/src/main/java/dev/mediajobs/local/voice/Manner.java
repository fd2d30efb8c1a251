package dev.mediajobs.local.voice;

/**
 * How somebody speaks.
 *
 * @param pitch the mean fundamental frequency in hertz, from 40 to 400; a man's is about 100, a
 *     woman's about 200
 * @param size how much shorter than a man's the throat is, from 0.8 to 1.3; a shorter one makes
 *     every resonance higher
 * @param pace how fast, from 0.1 to 4; 1 is the synthesiser's own pace
 */
public record Manner(float pitch, float size, float pace) {

  private static final float LOWEST_PITCH = 40;
  private static final float HIGHEST_PITCH = 400;
  private static final float SMALLEST_SIZE = 0.8f;
  private static final float LARGEST_SIZE = 1.3f;
  private static final float SLOWEST_PACE = 0.1f;
  private static final float FASTEST_PACE = 4;

  /** Checks the ranges. */
  public Manner {
    if (!within(pitch, LOWEST_PITCH, HIGHEST_PITCH)) {
      throw new IllegalArgumentException("A pitch is from 40 to 400 Hz, not " + pitch);
    }
    if (!within(size, SMALLEST_SIZE, LARGEST_SIZE)) {
      throw new IllegalArgumentException("A size is from 0.8 to 1.3, not " + size);
    }
    if (!within(pace, SLOWEST_PACE, FASTEST_PACE)) {
      throw new IllegalArgumentException("A pace is from 0.1 to 4, not " + pace);
    }
  }

  private static boolean within(float value, float least, float most) {
    return value >= least && value <= most;
  }

  /**
   * The same person speaking higher or lower, faster or slower; what would leave the ranges stays
   * at their ends.
   *
   * @param pitchFactor 1 changes nothing, 2 is an octave higher
   * @param paceFactor 1 changes nothing, 2 takes half the time
   */
  public Manner changed(double pitchFactor, double paceFactor) {
    return new Manner(
        Math.clamp((float) (pitch * pitchFactor), LOWEST_PITCH, HIGHEST_PITCH),
        size,
        Math.clamp((float) (pace * paceFactor), SLOWEST_PACE, FASTEST_PACE));
  }
}
