package dev.mediajobs.local.speech;

import java.time.Duration;

/** A piece of a recording that is short enough to be held in memory. */
public final class Passage {

  private final long firstSample;
  private final short[] samples;

  /** A passage that begins at a sample of the recording; takes over the array. */
  Passage(long firstSample, short[] samples) {
    this.firstSample = firstSample;
    this.samples = samples;
  }

  /** Where the passage begins, from the beginning of the recording. */
  public Duration start() {
    return SpeechAudio.duration(firstSample);
  }

  /** Where the passage ends, from the beginning of the recording. */
  public Duration end() {
    return SpeechAudio.duration(firstSample + samples.length);
  }

  long firstSample() {
    return firstSample;
  }

  int length() {
    return samples.length;
  }

  short sample(int index) {
    return samples[index];
  }
}
