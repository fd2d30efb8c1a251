package dev.mediajobs.worker.speech;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes 16-bit little-endian samples on, counts them, and notes where sound begins and ends. Not
 * for use by several threads.
 */
final class Hearing extends OutputStream {
  /** 46 dB below full scale: above the noise of engines, below all of a voice but its breath. */
  private static final int HEARD = 164;

  private final OutputStream next;
  private long samples;
  private long firstHeard = -1;
  private long lastHeard = -1;
  private boolean halfSample;
  private int lowByte;

  /** Before {@code next}, which is neither flushed nor closed. */
  Hearing(OutputStream next) {
    this.next = next;
  }

  @Override
  public void write(int value) throws IOException {
    next.write(value);
    hear(value);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    next.write(buffer, offset, length);
    for (int index = offset; index < offset + length; index++) {
      hear(buffer[index]);
    }
  }

  private void hear(int value) {
    if (halfSample) {
      int sample = (short) ((value << 8) | lowByte);
      if (Math.abs(sample) >= HEARD) {
        firstHeard = firstHeard < 0 ? samples : firstHeard;
        lastHeard = samples;
      }
      samples++;
    } else {
      lowByte = value & 0xFF;
    }
    halfSample = !halfSample;
  }

  /** What was heard; the last samples of it are a pause of this many. */
  SpokenPiece piece(long pause) {
    return new SpokenPiece(samples - pause, pause, firstHeard, lastHeard);
  }
}
