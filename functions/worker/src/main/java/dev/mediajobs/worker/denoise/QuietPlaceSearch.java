package dev.mediajobs.worker.denoise;

import dev.mediajobs.worker.denoise.NoiseProfile.QuietPlace;
import dev.mediajobs.worker.media.SoundReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Listens to a sound for its quietest 0.4 s. Windows begin every 50 ms; memory holds the present
 * one and the quietest. One that touches digital silence is none: silence was put there by
 * somebody, and tells nothing of the room. Rumble, what is lower than anything people say, doesn't
 * make a place loud.
 */
final class QuietPlaceSearch extends SampleStream {
  private static final int BLOCKS_A_SECOND = 20;
  private static final int BLOCKS_A_WINDOW = 8;

  private final int sampleRate;
  private final int blockLength;
  private final List<ChannelEar> ears = new ArrayList<>();
  private final double[] powers = new double[BLOCKS_A_WINDOW];
  private double quietest = Double.POSITIVE_INFINITY;
  private long quietestBlock;
  private long blocks;
  private int place;

  /**
   * A search that has heard nothing yet.
   *
   * @param sampleRate a multiple of 20
   */
  QuietPlaceSearch(int sampleRate, int channels) {
    super(channels);
    this.sampleRate = sampleRate;
    this.blockLength = sampleRate / BLOCKS_A_SECOND;
    for (int each = 0; each < channels; each++) {
      ears.add(new ChannelEar(sampleRate, blockLength, BLOCKS_A_WINDOW));
    }
  }

  @Override
  void hear(int channel, double sample) {
    ears.get(channel).hear(sample);
    if (channel == ears.size() - 1) {
      place++;
    }
    if (place == blockLength) {
      endBlock();
    }
  }

  private void endBlock() {
    powers[(int) (blocks % BLOCKS_A_WINDOW)] =
        ears.stream().mapToDouble(ChannelEar::endBlock).average().orElseThrow();
    place = 0;
    blocks++;
    if (blocks >= BLOCKS_A_WINDOW) {
      endWindow();
    }
  }

  private void endWindow() {
    double power = Arrays.stream(powers).average().orElseThrow();
    if (power < quietest && Arrays.stream(powers).allMatch(BlockLevels::isAudible)) {
      ears.forEach(ChannelEar::keepWindow);
      quietest = power;
      quietestBlock = blocks - BLOCKS_A_WINDOW;
    }
  }

  /** What was heard in each channel. */
  List<ChannelEar> channels() {
    return ears;
  }

  /** How loud all of it is, rumble included; something must have been heard. */
  SoundLevels levels() {
    return LevelMeter.together(ears.stream().map(ChannelEar::meter).toList());
  }

  /** Where it is quietest; empty when no window is free of digital silence. */
  Optional<QuietPlace> place() {
    if (quietest == Double.POSITIVE_INFINITY) {
      return Optional.empty();
    }
    return Optional.of(
        new QuietPlace(
            SoundReader.duration(quietestBlock * blockLength, sampleRate), Decibels.of(quietest)));
  }
}
