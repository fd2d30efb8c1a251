package dev.mediajobs.worker.denoise;

import java.util.List;

/**
 * The background noise of one channel.
 *
 * @param level root mean square, in decibels of full scale
 * @param bands the shape of its spectrum as ffmpeg's afftdn measures it: decibels in 15 bands from
 *     low to high, about their mean. None for a channel that is better left alone.
 * @param rumble whether what is lower than 40 Hz is noise too; it is not part of the level
 */
public record ChannelNoise(double level, List<Double> bands, boolean rumble) {
  /** How many bands a shape has. */
  public static final int BANDS = 15;

  /**
   * Checks the bands.
   *
   * @throws IllegalArgumentException unless there are 15 or none, and numbers all
   */
  public ChannelNoise {
    bands = List.copyOf(bands);
    if (!bands.isEmpty() && bands.size() != BANDS) {
      throw new IllegalArgumentException("A noise has %d bands or none".formatted(BANDS));
    }
    boolean measured = Double.isFinite(level) && bands.stream().allMatch(Double::isFinite);
    if (!bands.isEmpty() && !measured) {
      throw new IllegalArgumentException("Noise without a level");
    }
  }

  static ChannelNoise leftAlone(double level) {
    return new ChannelNoise(level, List.of(), false);
  }

  /** Whether there is anything to be taken away. */
  public boolean isNoisy() {
    return !bands.isEmpty();
  }
}
