package dev.mediajobs.worker.denoise;

import java.util.List;
import java.util.stream.Stream;

/** Listens to a sound for how loud it is. */
final class LevelStream extends SampleStream {
  private final List<LevelMeter> meters;

  LevelStream(int sampleRate, int channels) {
    super(channels);
    this.meters = Stream.generate(() -> new LevelMeter(sampleRate)).limit(channels).toList();
  }

  @Override
  void hear(int channel, double sample) {
    meters.get(channel).hear(sample);
  }

  /** How loud it was; something must have been heard. */
  SoundLevels levels() {
    return LevelMeter.together(meters);
  }
}
