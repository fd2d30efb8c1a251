package dev.mediajobs.worker.denoise;

import java.util.List;

/**
 * Measures how loud one channel is, in the way of ffmpeg's {@code astats}, which measures so much
 * else besides that it would slow a cleaning down by a sixth. Its 50 ms are a mean in which what
 * was heard 50 ms ago counts a third of what is heard now.
 *
 * @see <a href="https://ffmpeg.org/ffmpeg-filters.html#astats-1">ffmpeg, astats</a>
 */
final class LevelMeter {
  private static final double WINDOW_SECONDS = 0.05;

  /** Less is digital silence, and processors are slow with what is almost zero. */
  private static final double FORGOTTEN = 1e-30;

  private final long window;
  private final double kept;
  private double recent;
  private double quietest = Double.POSITIVE_INFINITY;
  private double sum;
  private long samples;

  LevelMeter(int sampleRate) {
    this.window = Math.round(WINDOW_SECONDS * sampleRate);
    this.kept = Math.exp(-1 / (WINDOW_SECONDS * sampleRate));
  }

  /** Takes a sample, from -1 to 1. */
  void hear(double sample) {
    double power = sample * sample;
    sum += power;
    recent = recent * kept + power * (1 - kept);
    if (recent < FORGOTTEN) {
      recent = 0;
    }
    if (recent < quietest && samples >= window) {
      quietest = recent;
    }
    samples++;
  }

  /** The levels of channels together, of which at least one has heard something. */
  static SoundLevels together(List<LevelMeter> channels) {
    double sum = channels.stream().mapToDouble(channel -> channel.sum).sum();
    long samples = channels.stream().mapToLong(channel -> channel.samples).sum();
    double quietest = channels.stream().mapToDouble(LevelMeter::quietestPower).min().orElseThrow();
    return new SoundLevels(Decibels.of(sum / samples), Decibels.of(quietest));
  }

  private double quietestPower() {
    return samples > window ? quietest : sum / samples;
  }
}
