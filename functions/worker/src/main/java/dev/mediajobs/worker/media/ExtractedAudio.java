package dev.mediajobs.worker.media;

import java.time.Duration;

/**
 * Sound that was written out whole.
 *
 * @param samples how many, at {@link AudioExtraction#SAMPLE_RATE} a second
 * @param bytes how many were written
 * @param cancelledOut whether the channels of the recording cancelled each other out, so that next
 *     to nothing is left of what is heard in them; their {@link SpeechMix#DIFFERENCE} is not empty
 */
public record ExtractedAudio(long samples, long bytes, boolean cancelledOut) {
  /** Exact to the nanosecond. */
  public Duration duration() {
    return SoundReader.duration(samples, AudioExtraction.SAMPLE_RATE);
  }
}
