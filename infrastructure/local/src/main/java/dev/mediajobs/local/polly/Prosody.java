package dev.mediajobs.local.polly;

/**
 * How something is said, compared with how the voice says it by itself.
 *
 * @param pitch 1 is the voice's own, 2 an octave higher
 * @param rate 1 is the voice's own, 2 takes half the time
 * @param gain by which every sample is multiplied, from 0
 */
record Prosody(double pitch, double rate, double gain) {

  /** As the voice says it by itself. */
  static final Prosody NEUTRAL = new Prosody(1, 1, 1);

  Prosody withPitch(double value) {
    return new Prosody(value, rate, gain);
  }

  Prosody withRate(double value) {
    return new Prosody(pitch, value, gain);
  }

  Prosody withGain(double value) {
    return new Prosody(pitch, rate, value);
  }
}
