package dev.mediajobs.worker.denoise;

import java.io.OutputStream;

/** Takes sound as 16-bit little-endian samples, the channels in turns, in pieces of any length. */
abstract class SampleStream extends OutputStream {
  private static final double FULL_SCALE = 32_768;

  private final int channels;
  private int channel;
  private int lowByte = -1;

  SampleStream(int channels) {
    this.channels = channels;
  }

  /** Takes the next sample of a channel, from -1 to 1. */
  abstract void hear(int channel, double sample);

  @Override
  public final void write(int b) {
    if (lowByte < 0) {
      lowByte = b & 0xff;
      return;
    }
    hear(channel, (short) ((b << 8) | lowByte) / FULL_SCALE);
    channel = (channel + 1) % channels;
    lowByte = -1;
  }

  @Override
  public final void write(byte[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(buffer[i]);
    }
  }
}
