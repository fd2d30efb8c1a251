package dev.mediajobs.local.cli.progress;

import java.time.Duration;

/** An estimate in words, as coarse as estimates are. */
final class TimeLeft {
  private static final int SECONDS_STEP = 5;

  private TimeLeft() {}

  /** Rounds up: to 5 seconds under a minute, to a minute above. */
  static String text(Duration remaining) {
    long seconds = Math.max(0, remaining.toSeconds());
    long rounded = Math.ceilDiv(Math.max(seconds, 1), SECONDS_STEP) * SECONDS_STEP;
    if (rounded < 60) {
      return "about " + rounded + " s left";
    }
    long minutes = Math.ceilDiv(seconds, 60);
    if (minutes < 60) {
      return "about " + minutes + " min left";
    }
    return "about " + minutes / 60 + " h " + minutes % 60 + " min left";
  }
}
