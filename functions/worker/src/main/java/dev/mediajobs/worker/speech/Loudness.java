package dev.mediajobs.worker.speech;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How loud a recording is by EBU R 128, as ffmpeg's filter {@code ebur128} tells at its end.
 *
 * @param integrated in LUFS; -70 or less when nothing is loud or long enough to be measured
 * @param truePeak in dB below (negative) full scale
 * @see <a href="https://tech.ebu.ch/docs/r/r128.pdf">EBU R 128</a>
 */
record Loudness(double integrated, double truePeak) {
  /** What spoken word on the web is delivered at. */
  static final double TARGET = -16;

  static final double HIGHEST_PEAK = -1.5;

  /** Below this there is noise rather than speech, which nobody wants louder. */
  private static final double MOST_GAIN = 30;

  private static final double SILENCE = -70;

  /** The gain that brings it to the target, in dB. */
  double gain() {
    return integrated <= SILENCE
        ? Math.min(0, HIGHEST_PEAK - truePeak)
        : Math.min(MOST_GAIN, TARGET - integrated);
  }

  /** Whether peaks must be held down after the gain. */
  boolean needsLimiter() {
    return truePeak + gain() > HIGHEST_PEAK;
  }

  /** Reads the messages of ffmpeg. */
  static final class Reader {
    private static final Pattern INTEGRATED = Pattern.compile("^ +I: +(-?[\\d.]+|-?inf|nan) LUFS");
    private static final Pattern PEAK = Pattern.compile("^ +Peak: +(-?[\\d.]+|-?inf|nan) dBFS");

    private double integrated = Double.NaN;
    private double truePeak = Double.NaN;

    synchronized void read(String line) {
      Matcher loudness = INTEGRATED.matcher(line);
      if (loudness.find()) {
        integrated = decibels(loudness.group(1));
      }
      Matcher peak = PEAK.matcher(line);
      if (peak.find()) {
        truePeak = decibels(peak.group(1));
      }
    }

    /**
     * What was read.
     *
     * @throws IllegalStateException when ffmpeg told nothing, as no version of it does
     */
    synchronized Loudness loudness() {
      if (Double.isNaN(integrated) || Double.isNaN(truePeak)) {
        throw new IllegalStateException("ffmpeg has not told the loudness");
      }
      return new Loudness(integrated, truePeak);
    }

    /** Silence has a peak of -inf, and in some versions a loudness that is no number. */
    private static double decibels(String text) {
      return text.endsWith("inf") || text.equals("nan") ? -200 : Double.parseDouble(text);
    }
  }
}
