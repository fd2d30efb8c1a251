package dev.mediajobs.worker.speech;

import dev.mediajobs.speech.TurnTiming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Works out from the decoded pieces when each turn is heard. */
final class Timings {
  private static final long NANOSECONDS = 1_000_000_000;

  private Timings() {}

  /**
   * The times of every turn. A turn in which nothing is loud enough to be heard lasts as long as
   * its pieces do.
   *
   * @param pieces in order, at least one of each turn
   * @param spoken the same pieces, decoded
   */
  static List<TurnTiming> of(List<Piece> pieces, List<SpokenPiece> spoken) {
    List<TurnTiming> timings = new ArrayList<>();
    long offset = 0;
    int next = 0;
    while (next < pieces.size()) {
      int turn = pieces.get(next).turn();
      long start = offset;
      long end = offset;
      boolean heard = false;
      for (; next < pieces.size() && pieces.get(next).turn() == turn; next++) {
        SpokenPiece piece = spoken.get(next);
        if (piece.isHeard()) {
          start = heard ? start : offset + piece.firstHeard();
          end = offset + piece.lastHeard() + 1;
          heard = true;
        } else if (!heard) {
          end = offset + piece.spoken();
        }
        offset += piece.samples();
      }
      timings.add(new TurnTiming(turn, time(start), time(end)));
    }
    return timings;
  }

  /** How long this many samples last; exact for a day and more. */
  static Duration time(long samples) {
    return Duration.ofSeconds(
        samples / SpokenPiece.SAMPLE_RATE,
        samples % SpokenPiece.SAMPLE_RATE * NANOSECONDS / SpokenPiece.SAMPLE_RATE);
  }
}
