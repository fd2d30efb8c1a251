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
    take(lowByte, b);
    lowByte = -1;
  }

  private void take(int low, int high) {
    hear(channel, (short) ((high << 8) | low) / FULL_SCALE);
    channel++;
    if (channel == channels) {
      channel = 0;
    }
  }

  @Override
  public final void write(byte[] buffer, int offset, int length) {
    int end = offset + length;
    int i = offset;
    if (lowByte >= 0 && i < end) {
      write(buffer[i++]);
    }
    for (; i + 1 < end; i += 2) {
      take(buffer[i] & 0xff, buffer[i + 1]);
    }
    if (i < end) {
      write(buffer[i]);
    }
  }
}
