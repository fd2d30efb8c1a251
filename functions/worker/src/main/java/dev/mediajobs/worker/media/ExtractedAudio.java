package dev.mediajobs.worker.media;

import java.time.Duration;

/**
 * Sound that was written out whole.
 *
 * @param samples how many, at {@link AudioExtraction#SAMPLE_RATE} a second
 * @param bytes how many were written
 */
public record ExtractedAudio(long samples, long bytes) {
  /** Exact to the nanosecond. */
  public Duration duration() {
    return SoundReader.duration(samples, AudioExtraction.SAMPLE_RATE);
  }
}
