package dev.mediajobs.local.polly;

import dev.mediajobs.local.voice.Synthesizer;
import java.time.Duration;
import java.util.Arrays;

/** Samples one after the other, up to a length; what comes after it is dropped. */
final class Samples {

  private final int most;
  private short[] samples = new short[Synthesizer.SAMPLE_RATE];
  private int length;

  Samples(Duration longest) {
    this.most = count(longest);
  }

  private static int count(Duration duration) {
    return Math.toIntExact(duration.toMillis() * Synthesizer.SAMPLE_RATE / 1000);
  }

  boolean isFull() {
    return length == most;
  }

  boolean isShorterThan(Duration duration) {
    return length < count(duration);
  }

  void addSilence(Duration duration) {
    makeRoom(count(duration));
  }

  /** Adds samples, each multiplied by the gain; what is too loud is clipped. */
  void add(short[] more, double gain) {
    int from = length;
    int added = makeRoom(more.length);
    for (int i = 0; i < added; i++) {
      long scaled = Math.round(more[i] * gain);
      samples[from + i] = (short) Math.clamp(scaled, Short.MIN_VALUE, Short.MAX_VALUE);
    }
  }

  private int makeRoom(int wanted) {
    int added = Math.min(wanted, most - length);
    if (length + added > samples.length) {
      samples = Arrays.copyOf(samples, Math.min(most, Math.max(2 * length, length + added)));
    }
    length += added;
    return added;
  }

  short[] toArray() {
    return Arrays.copyOf(samples, length);
  }
}
