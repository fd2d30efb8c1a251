package dev.mediajobs.subtitles;

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
  static void append(Duration time, char decimal, StringBuilder out) {
    long hours = time.toHours();
    if (hours < 10) {
      out.append('0');
    }
    out.append(hours);
    out.append(':');
    digits(time.toMinutesPart(), 10, out);
    out.append(':');
    digits(time.toSecondsPart(), 10, out);
    out.append(decimal);
    digits(time.toMillisPart(), 100, out);
  }

  private static void digits(int value, int highest, StringBuilder out) {
    for (int unit = highest; unit > 0; unit /= 10) {
      out.append((char) ('0' + value / unit % 10));
    }
  }
}
