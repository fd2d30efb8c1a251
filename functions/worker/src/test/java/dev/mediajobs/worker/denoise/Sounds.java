package dev.mediajobs.worker.denoise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Sounds at 48 kHz, from -1 to 1, and the way into and out of files. */
final class Sounds {
  static final int RATE = NoiseRemoval.SAMPLE_RATE;

  private Sounds() {}

  /** Half a second of a voice-like buzz, half a second of nothing, and so on. */
  static double[] bursts(double seconds) {
    double[] sound = new double[(int) (seconds * RATE)];
    for (int i = 0; i < sound.length; i++) {
      double time = (double) i / RATE;
      if (time % 1 < 0.5) {
        double swell = Math.sin(2 * Math.PI * (time % 1));
        for (int harmonic = 1; harmonic <= 20; harmonic++) {
          sound[i] += 0.1 / harmonic * swell * Math.sin(2 * Math.PI * 140 * harmonic * time);
        }
      }
    }
    return sound;
  }

  static double[] tone(double seconds, double... frequencies) {
    double[] sound = new double[(int) (seconds * RATE)];
    for (int i = 0; i < sound.length; i++) {
      for (double frequency : frequencies) {
        sound[i] += 0.2 * Math.sin(2 * Math.PI * frequency * i / RATE);
      }
    }
    return sound;
  }

  /** White noise of so many decibels. */
  static double[] noise(double seconds, double level) {
    Random random = new Random(1);
    double deviation = Math.pow(10, level / 20);
    double[] sound = new double[(int) (seconds * RATE)];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = deviation * random.nextGaussian();
    }
    return sound;
  }

  static double[] sum(double[] one, double[] other) {
    double[] sum = new double[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + other[i];
    }
    return sum;
  }

  /** Decibels of the difference of two sounds of the same length. */
  static double difference(double[] one, double[] other) {
    double[] difference = new double[one.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = one[i] - other[i];
    }
    return Background.level(difference);
  }

  /** 16 bits, loud samples clipped, the channels in turns. */
  static byte[] pcm(double[]... channels) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * channels.length * channels[0].length);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < channels[0].length; i++) {
      for (double[] channel : channels) {
        bytes.putShort((short) Math.clamp(Math.round(channel[i] * 32_768), -32_768, 32_767));
      }
    }
    return bytes.array();
  }

  /** The channels of 16-bit samples. */
  static double[][] channels(Path raw, int count) throws Exception {
    ShortBuffer samples =
        ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    double[][] channels = new double[count][samples.remaining() / count];
    for (int i = 0; i < channels[0].length; i++) {
      for (int channel = 0; channel < count; channel++) {
        channels[channel][i] = samples.get(i * count + channel) / 32_768.0;
      }
    }
    return channels;
  }

  /** By how many samples a sound is later than its original, up to 50 ms. */
  static int lag(double[] original, double[] sound) {
    int most = RATE / 20;
    int best = 0;
    double likeness = Double.NEGATIVE_INFINITY;
    for (int lag = -most; lag <= most; lag++) {
      double product = 0;
      int end = Math.min(original.length, sound.length - Math.max(0, lag));
      for (int i = Math.max(0, -lag); i < end; i++) {
        product += original[i] * sound[i + lag];
      }
      if (product > likeness) {
        likeness = product;
        best = lag;
      }
    }
    return best;
  }
}
