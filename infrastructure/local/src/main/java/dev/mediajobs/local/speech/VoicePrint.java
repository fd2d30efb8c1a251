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

  /** A difference in pitch of this many octaves weighs as much as one unit of timbre. */
  private static final double PITCH_UNIT = 0.12;

  /** A distance of this much between mean cepstra is one unit. */
  private static final double TIMBRE_UNIT = 3.0;

  VoicePrint {
    timbre = List.copyOf(timbre);
  }

  /** How different two voices are: about 1 separates two people, the same voice stays below. */
  double distance(VoicePrint other) {
    double sum = 0;
    for (int i = 0; i < timbre.size(); i++) {
      double difference = timbre.get(i) - other.timbre.get(i);
      sum += difference * difference;
    }
    return Math.hypot((pitch - other.pitch) / PITCH_UNIT, Math.sqrt(sum) / TIMBRE_UNIT);
  }
}
