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
    return Duration.ofSeconds(samples / AudioExtraction.SAMPLE_RATE)
        .plusNanos(
            samples % AudioExtraction.SAMPLE_RATE * 1_000_000_000 / AudioExtraction.SAMPLE_RATE);
  }
}
