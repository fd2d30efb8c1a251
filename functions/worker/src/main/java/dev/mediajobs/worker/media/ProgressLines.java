package dev.mediajobs.worker.media;

import java.time.Duration;
import java.util.Optional;

/**
 * Reads ffmpeg's progress reports out of its messages.
 *
 * @see <a href="https://ffmpeg.org/ffmpeg.html#Main-options">ffmpeg, -progress</a>
 */
final class ProgressLines {
  private static final String TIME = "out_time_us=";
  private static final long MICROSECONDS = 1_000_000;

  private final Optional<Duration> expected;
  private final ExtractionListener listener;
  private long reached;
  private double told;

  ProgressLines(Optional<Duration> expected, ExtractionListener listener) {
    this.expected = expected;
    this.listener = listener;
  }

  synchronized void read(String line) {
    if (line.startsWith(TIME) && !line.endsWith("N/A")) {
      reached = Math.max(reached, Long.parseLong(line.substring(TIME.length()).strip()));
      told = Math.max(told, fraction());
      listener.reached(told);
    }
  }

  private double fraction() {
    return expected.map(whole -> Math.min(1, reached * 1000.0 / whole.toNanos())).orElse(0.0);
  }

  /**
   * How many samples the last report amounts to; microseconds are finer than samples, so this is
   * exact.
   */
  synchronized long samples() {
    return Math.round((double) reached * AudioExtraction.SAMPLE_RATE / MICROSECONDS);
  }
}
