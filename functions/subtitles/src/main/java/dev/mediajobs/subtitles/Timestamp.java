package dev.mediajobs.subtitles;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;

/**
 * Times as SRT and WebVTT write them: hours of two digits or more, minutes, seconds and
 * milliseconds.
 */
final class Timestamp {
  private Timestamp() {}

  /**
   * @param decimal what stands before the milliseconds: a comma in SRT, a full stop in WebVTT
   */
  static void write(Duration time, char decimal, Writer out) throws IOException {
    long hours = time.toHours();
    if (hours < 10) {
      out.write('0');
    }
    out.write(Long.toString(hours));
    out.write(':');
    digits(time.toMinutesPart(), 10, out);
    out.write(':');
    digits(time.toSecondsPart(), 10, out);
    out.write(decimal);
    digits(time.toMillisPart(), 100, out);
  }

  private static void digits(int value, int highest, Writer out) throws IOException {
    for (int unit = highest; unit > 0; unit /= 10) {
      out.write('0' + value / unit % 10);
    }
  }
}
