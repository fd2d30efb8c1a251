package dev.mediajobs.worker.denoise;

import dev.mediajobs.worker.media.SoundReader;
import java.time.Duration;

/**
 * Sound that was cleaned and written out whole.
 *
 * @param samples in each channel, at {@link NoiseRemoval#SAMPLE_RATE} a second; as many as the
 *     recording has at that rate
 * @param bytes how many were written, those of a picture included
 * @param levelBefore of the whole sound, root mean square over all channels, in decibels of full
 *     scale; negative infinity for digital silence
 * @param levelAfter the same of the cleaned sound, before it was encoded
 */
public record Denoised(long samples, long bytes, double levelBefore, double levelAfter) {
  /** Exact to the nanosecond. */
  public Duration duration() {
    return SoundReader.duration(samples, NoiseRemoval.SAMPLE_RATE);
  }
}
