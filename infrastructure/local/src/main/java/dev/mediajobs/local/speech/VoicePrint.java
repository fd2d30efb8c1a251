package dev.mediajobs.local.speech;

import java.util.List;

/**
 * What a voice sounds like in one stretch of speech.
 *
 * @param pitch the median of the fundamental frequency, in octaves above 1 Hz, so that distances
 *     are intervals
 * @param timbre the mean mel-frequency cepstrum of the voiced frames, without the first
 *     coefficient, which is loudness
 * @param frames from how many voiced frames it was measured; few make it unsure
 */
record VoicePrint(double pitch, List<Double> timbre, int frames) {

  /** A person's turns differ in pitch by less than this many octaves, as a rule. */
  private static final double PITCH_UNIT = 0.15;

  /** A person's long turns differ in mean cepstrum by less than this, as a rule. */
  private static final double TIMBRE_UNIT = 6.0;

  /** So many frames hold enough different sounds that their mean is about the voice's own. */
  private static final double ENOUGH_FRAMES = 100;

  VoicePrint {
    timbre = List.copyOf(timbre);
  }

  /**
   * How different two voices are: one person's turns stay around or below 1. Timbre counts less the
   * shorter the turns, since the mean of a few words is about the words and not about the voice.
   */
  double distance(VoicePrint other) {
    double sum = 0;
    for (int i = 0; i < timbre.size(); i++) {
      double difference = timbre.get(i) - other.timbre.get(i);
      sum += difference * difference;
    }
    double unsureness = Math.sqrt(1 + ENOUGH_FRAMES / frames + ENOUGH_FRAMES / other.frames);
    return Math.hypot(
        (pitch - other.pitch) / PITCH_UNIT, Math.sqrt(sum) / (TIMBRE_UNIT * unsureness));
  }
}
