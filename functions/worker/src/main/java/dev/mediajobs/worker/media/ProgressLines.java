package dev.mediajobs.worker.media;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads ffmpeg's progress reports out of its messages.
 *
 * @see <a href="https://ffmpeg.org/ffmpeg.html#Main-options">ffmpeg, -progress</a>
 */
final class ProgressLines {
  /** Microseconds; "N/A" before the first sample. */
  private static final Pattern TIME = Pattern.compile("out_time_us=(\\d{1,18})\\s*");

  private final Optional<Duration> expected;
  private final ExtractionListener listener;
  private double told;

  ProgressLines(Optional<Duration> expected, ExtractionListener listener) {
    this.expected = expected;
    this.listener = listener;
  }

  void read(String line) {
    Matcher time = TIME.matcher(line);
    if (time.matches()) {
      double nanoseconds = Long.parseLong(time.group(1)) * 1000.0;
      double fraction = expected.map(whole -> nanoseconds / whole.toNanos()).orElse(0.0);
      told = Math.clamp(fraction, told, 1);
      listener.reached(told);
    }
  }
}
