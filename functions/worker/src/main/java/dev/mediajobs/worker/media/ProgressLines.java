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

  private final Optional<Duration> expected;
  private final ExtractionListener listener;
  private double told;

  ProgressLines(Optional<Duration> expected, ExtractionListener listener) {
    this.expected = expected;
    this.listener = listener;
  }

  void read(String line) {
    if (line.startsWith(TIME) && !line.endsWith("N/A")) {
      double nanoseconds = Double.parseDouble(line.substring(TIME.length())) * 1000;
      double fraction = expected.map(whole -> nanoseconds / whole.toNanos()).orElse(0.0);
      told = Math.clamp(fraction, told, 1);
      listener.reached(told);
    }
  }
}
