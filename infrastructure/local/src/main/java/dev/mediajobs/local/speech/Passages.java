package dev.mediajobs.local.speech;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a recording of any length into passages, each at the quietest moment that is near enough, so
 * that memory does not grow with the recording and hardly ever a word is cut in two.
 */
final class Passages {

  /** No passage is longer. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** No passage but the last is shorter. */
  static final Duration SHORTEST = Duration.ofSeconds(12);

  private final SpeechAudio audio;
  private final short[] held = new short[(int) SpeechAudio.samples(LONGEST)];
  private final short[] block = new short[4096];
  private int blockLength;
  private int blockRead;
  private int heldLength;
  private long heldFrom;

  Passages(SpeechAudio audio) {
    this.audio = audio;
  }

  /**
   * The next passage; empty at the end of the recording.
   *
   * @throws IOException if the recording can't be read further
   */
  Optional<Passage> next() throws IOException {
    fill();
    if (heldLength == 0) {
      return Optional.empty();
    }
    int length = heldLength < held.length ? heldLength : quietestCut();
    Passage passage = new Passage(heldFrom, Arrays.copyOf(held, length));
    System.arraycopy(held, length, held, 0, heldLength - length);
    heldLength -= length;
    heldFrom += length;
    return Optional.of(passage);
  }

  private void fill() throws IOException {
    while (heldLength < held.length) {
      if (blockRead == blockLength) {
        blockLength = audio.read(block);
        blockRead = 0;
        if (blockLength < 0) {
          blockLength = 0;
          return;
        }
      }
      int taken = Math.min(held.length - heldLength, blockLength - blockRead);
      System.arraycopy(block, blockRead, held, heldLength, taken);
      blockRead += taken;
      heldLength += taken;
    }
  }

  private int quietestCut() {
    Loudness loudness = Loudness.of(new Passage(0, held));
    int first = (int) (SHORTEST.toMillis() / Loudness.FRAME.toMillis());
    int window = (int) (Turns.PAUSE.toMillis() / Loudness.FRAME.toMillis());
    int best = loudness.frames() - 1;
    double least = Double.MAX_VALUE;
    for (int frame = first; frame + window <= loudness.frames(); frame++) {
      double loudest = loudness.loudest(frame, frame + window);
      // The later of two equals: longer passages, fewer cuts.
      if (loudest <= least) {
        least = loudest;
        best = frame + window / 2;
      }
    }
    return best * Loudness.FRAME_SAMPLES;
  }
}
