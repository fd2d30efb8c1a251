package dev.mediajobs.worker.denoise;

import dev.mediajobs.worker.media.SoundReader;
import java.time.Duration;

/**
 * Sound that was cleaned and written out whole.
 *
 * @param samples in each channel, at {@link NoiseRemoval#SAMPLE_RATE} a second; as many as the
 *     recording has at that rate
 * @param bytes how many were written, those of a picture included
 * @param before how loud it was
 * @param after how loud it is, before it was encoded
 */
public record Denoised(long samples, long bytes, Levels before, Levels after) {

  /**
   * Root mean squares over all channels, in decibels of full scale; negative infinity for digital
   * silence.
   *
   * @param whole of the whole sound
   * @param quietest of its quietest 50 ms, where nothing but noise is heard
   */
  public record Levels(double whole, double quietest) {}

  /** Exact to the nanosecond. */
  public Duration duration() {
    return SoundReader.duration(samples, NoiseRemoval.SAMPLE_RATE);
  }
}
