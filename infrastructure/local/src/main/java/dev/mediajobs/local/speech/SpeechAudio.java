package dev.mediajobs.local.speech;

import java.io.IOException;
import java.time.Duration;

/** A stream of speech: 16-bit samples of one channel, {@link #SAMPLE_RATE} a second. */
public interface SpeechAudio extends AutoCloseable {

  /** Samples a second of all audio in this package; the acoustic model was trained on it. */
  int SAMPLE_RATE = 16_000;

  /**
   * Reads the next samples.
   *
   * @param buffer receives the samples from index 0 on; must not be empty
   * @return how many samples were read, at least one, or -1 at the end of the recording
   * @throws IOException if the source can't be read or decoded further
   */
  int read(short[] buffer) throws IOException;

  @Override
  void close() throws IOException;

  /** The time that so many samples take, cut to whole milliseconds. */
  static Duration duration(long samples) {
    return Duration.ofMillis(samples * 1000 / SAMPLE_RATE);
  }

  /** The number of samples that fit in a time. */
  static long samples(Duration duration) {
    return duration.toMillis() * SAMPLE_RATE / 1000;
  }
}
