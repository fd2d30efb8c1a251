package dev.mediajobs.worker.speech;

import java.io.OutputStream;

/**
 * Counts 16-bit little-endian samples that pass, and notes where sound begins and ends. Not for use
 * by several threads.
 */
final class Hearing extends OutputStream {
  /** 46 dB below full scale: above the noise of engines, below all of a voice but its breath. */
  private static final int HEARD = 164;

  private long samples;
  private long firstHeard = -1;
  private long lastHeard = -1;
  private boolean halfSample;
  private int lowByte;

  @Override
  public void write(int value) {
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

  @Override
  public void write(byte[] buffer, int offset, int length) {
    for (int index = offset; index < offset + length; index++) {
      write(buffer[index]);
    }
  }

  /** What was heard; the last samples of it are a pause of this many. */
  SpokenPiece piece(long pause) {
    return new SpokenPiece(samples - pause, pause, firstHeard, lastHeard);
  }

  long samples() {
    return samples;
  }
}
