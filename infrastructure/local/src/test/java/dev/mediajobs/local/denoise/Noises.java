package dev.mediajobs.local.denoise;

import java.util.List;
import java.util.Random;

/** Noises of any length and level, the same in every run. */
final class Noises {
  /** Generators of pink noise, each renewed half as often as the one before. */
  private static final int OCTAVES = 16;

  private static final int TALKERS = 8;

  private Noises() {}

  static float[] white(int length) {
    Random random = new Random(1);
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  /** As much power in each octave, after Voss and McCartney. */
  static float[] pink(int length) {
    Random random = new Random(2);
    double[] held = new double[OCTAVES];
    double sum = 0;
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      int octave = Math.min(OCTAVES - 1, Integer.numberOfTrailingZeros(i + 1));
      double renewed = random.nextGaussian();
      sum += renewed - held[octave];
      held[octave] = renewed;
      noise[i] = (float) (sum + random.nextGaussian());
    }
    return noise;
  }

  /** Many people talking at once, each without a pause. */
  static float[] babble(List<float[]> sentences, int length) {
    Random random = new Random(3);
    float[] noise = new float[length];
    for (int talker = 0; talker < TALKERS; talker++) {
      float[] sentence = sentences.get(random.nextInt(sentences.size()));
      int at = random.nextInt(sentence.length);
      for (int i = 0; i < length; i++) {
        if (at == sentence.length) {
          sentence = sentences.get(random.nextInt(sentences.size()));
          at = 0;
        }
        noise[i] += sentence[at++];
      }
    }
    return noise;
  }

  /** Speech with a noise so many decibels under it. */
  static float[] mixed(float[] speech, float[] noise, double decibels) {
    double gain = Math.sqrt(power(speech) / power(noise)) * Math.pow(10, -decibels / 20);
    float[] mixed = new float[speech.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (float) (speech[i] + gain * noise[i]);
    }
    return mixed;
  }

  static double power(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return sum / samples.length;
  }
}
