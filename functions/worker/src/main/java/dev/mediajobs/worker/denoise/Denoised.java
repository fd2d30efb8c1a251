package dev.mediajobs.worker.denoise;

import dev.mediajobs.worker.media.SoundReader;
import java.time.Duration;

/**
 * Sound that was cleaned and written out whole.
 *
 * @param samples in each channel, at {@link NoiseRemoval#SAMPLE_RATE} a second; as many as the
 *     recording has at that rate
 * @param bytes how many were written, those of a picture included
 * @param before how loud it was, as the profile says
 * @param after how loud it is, before it was encoded; the same when there was nothing to be taken
 *     away
 */
public record Denoised(long samples, long bytes, SoundLevels before, SoundLevels after) {

  /** Exact to the nanosecond. */
  public Duration duration() {
    return SoundReader.duration(samples, NoiseRemoval.SAMPLE_RATE);
  }
}
