package dev.mediajobs.worker.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The head of a FLAC stream. An encoder that writes into a pipe can't go back to say how long the
 * sound was, and some readers take "unknown" for an error, so it is filled in here before the first
 * bytes are sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9639#section-8.2">RFC 9639, 8.2: STREAMINFO</a>
 */
final class FlacHeader {
  /** The marker, the block's own header and STREAMINFO, which is always the first block. */
  static final int LENGTH = 4 + 4 + 34;

  private static final byte[] MARKER = "fLaC".getBytes(StandardCharsets.US_ASCII);

  /** Where the 36 bits of the number of samples begin, in the low half of this byte. */
  private static final int SAMPLES = 4 + 4 + 13;

  private static final long MOST_SAMPLES = (1L << 36) - 1;

  private FlacHeader() {}

  /**
   * Writes the number of samples into the first bytes of a stream.
   *
   * @throws IllegalArgumentException when the bytes are no FLAC, or the number does not fit
   */
  static void putSamples(byte[] start, long samples) {
    boolean streamInfoFirst =
        start.length >= LENGTH
            && Arrays.equals(start, 0, MARKER.length, MARKER, 0, MARKER.length)
            && (start[4] & 0x7f) == 0;
    if (!streamInfoFirst) {
      throw new IllegalArgumentException("Not the start of a FLAC stream");
    }
    if (samples < 0 || samples > MOST_SAMPLES) {
      throw new IllegalArgumentException("FLAC can't count " + samples + " samples");
    }
    start[SAMPLES] = (byte) ((start[SAMPLES] & 0xf0) | (int) (samples >>> 32));
    for (int i = 1; i <= 4; i++) {
      start[SAMPLES + i] = (byte) (samples >>> (32 - 8 * i));
    }
  }
}
