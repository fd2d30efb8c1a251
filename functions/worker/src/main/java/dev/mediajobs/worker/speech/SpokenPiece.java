package dev.mediajobs.worker.speech;

/**
 * One piece of a turn, decoded.
 *
 * @param spoken samples that the engine delivered
 * @param pause samples of silence put behind them
 * @param firstHeard index of the first sample that is loud enough to be heard; -1 when none is
 * @param lastHeard index of the last such sample; -1 when none is
 */
record SpokenPiece(long spoken, long pause, long firstHeard, long lastHeard) {
  /** Of all sound here, a second. */
  static final int SAMPLE_RATE = 24_000;

  boolean isHeard() {
    return firstHeard >= 0;
  }

  long samples() {
    return spoken + pause;
  }
}
