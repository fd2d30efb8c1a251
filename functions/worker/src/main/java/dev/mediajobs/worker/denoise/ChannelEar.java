package dev.mediajobs.worker.denoise;

/**
 * What one channel lets be heard: how loud its blocks are, and the samples of the present window
 * and of the quietest one. Rumble is told apart from the rest.
 */
final class ChannelEar {
  /** In hertz; the deepest voices are twice as high. */
  private static final double RUMBLE = 40;

  private final Biquad above;
  private final Biquad below;
  private final int blockLength;
  private final LevelMeter meter;
  private final BlockLevels levels = new BlockLevels();
  private final BlockLevels rumbleLevels = new BlockLevels();
  private final double[] ring;
  private final double[] rumblePowers;
  private double[] quietest = {};
  private double rumbleOfQuietest;
  private double power;
  private double rumblePower;
  private int place;
  private int block;

  ChannelEar(int sampleRate, int blockLength, int blocksInWindow) {
    this.above = Biquad.highPass(RUMBLE, sampleRate);
    this.below = Biquad.lowPass(RUMBLE, sampleRate);
    this.meter = new LevelMeter(sampleRate);
    this.blockLength = blockLength;
    this.ring = new double[blockLength * blocksInWindow];
    this.rumblePowers = new double[blocksInWindow];
  }

  /** Takes a sample, from -1 to 1. */
  void hear(double sample) {
    meter.hear(sample);
    double heard = above.next(sample);
    double rumble = below.next(sample);
    ring[block * blockLength + place] = heard;
    power += heard * heard;
    rumblePower += rumble * rumble;
    place++;
  }

  /** Called after as many samples as make a block; gives its power without the rumble. */
  double endBlock() {
    double ended = power / blockLength;
    levels.add(ended);
    rumblePowers[block] = rumblePower / blockLength;
    rumbleLevels.add(rumblePowers[block]);
    above.settle();
    below.settle();
    power = 0;
    rumblePower = 0;
    place = 0;
    block = (block + 1) % rumblePowers.length;
    return ended;
  }

  /** Takes the window of the last blocks for the quietest. */
  void keepWindow() {
    int oldest = block * blockLength;
    quietest = new double[ring.length];
    System.arraycopy(ring, oldest, quietest, 0, ring.length - oldest);
    System.arraycopy(ring, 0, quietest, ring.length - oldest, oldest);
    double sum = 0;
    for (double each : rumblePowers) {
      sum += each;
    }
    rumbleOfQuietest = sum / rumblePowers.length;
  }

  /** How loud it is, with its rumble. */
  LevelMeter meter() {
    return meter;
  }

  /** How loud its blocks are, without rumble. */
  BlockLevels levels() {
    return levels;
  }

  /** How loud the rumble of its blocks is. */
  BlockLevels rumbleLevels() {
    return rumbleLevels;
  }

  /** The samples of the quietest window, from -1 to 1, without rumble; none if there is none. */
  double[] quietest() {
    return quietest;
  }

  /** Decibels of the rumble at the quietest window. */
  double rumbleLevel() {
    return Decibels.of(rumbleOfQuietest);
  }
}
