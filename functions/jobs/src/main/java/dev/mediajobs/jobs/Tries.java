package dev.mediajobs.jobs;

/**
 * How often a job was tried.
 *
 * @param attempt how many times a worker began it, counted for people
 * @param retryCount how many of those followed a crash or a passing fault; at most {@link
 *     #MOST_RETRIES}
 * @param handovers how many workers in a row ran out of time without bringing the job forward; at
 *     most {@link #MOST_HANDOVERS}
 */
public record Tries(int attempt, int retryCount, int handovers) {

  /** After this many retries a job fails for good. */
  public static final int MOST_RETRIES = 3;

  /** After this many handovers without progress a job fails: it would circle for ever. */
  public static final int MOST_HANDOVERS = 3;

  static final Tries NONE = new Tries(0, 0, 0);

  Tries begun() {
    return new Tries(attempt + 1, retryCount, handovers);
  }

  /** Somebody asked for it once more: people go on counting, the limits begin anew. */
  Tries restarted() {
    return new Tries(attempt, 0, 0);
  }

  Tries retried() {
    return new Tries(attempt, retryCount + 1, handovers);
  }

  Tries handedOver() {
    return new Tries(attempt, retryCount, handovers + 1);
  }

  Tries advanced() {
    return new Tries(attempt, retryCount, 0);
  }
}
