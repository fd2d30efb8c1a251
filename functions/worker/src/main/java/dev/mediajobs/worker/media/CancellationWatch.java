package dev.mediajobs.worker.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hears from ffmpeg's messages whether the channels of a sound cancelled each other out when they
 * were mixed by {@link SpeechMix#filters}.
 *
 * @see <a href="https://ffmpeg.org/ffmpeg-filters.html#volumedetect">ffmpeg, volumedetect</a>
 */
public final class CancellationWatch {
  /** Channels that have nothing in common lose 3 dB. */
  private static final double MOST_LOST = 15;

  /** Decibels of full scale under which there is nothing to lose. */
  private static final double SILENCE = -70;

  private static final Pattern MEASURED =
      Pattern.compile(
          "^\\[(volumedetect@\\w+) @ \\S+\\] (?:n_samples: (\\d{1,18})|mean_volume: (-?[\\d.]{1,9}) dB)");

  private final Measured channels = new Measured();
  private final Measured mix = new Measured();

  /** Reads a message of ffmpeg's. */
  public synchronized void read(String line) {
    Matcher measured = MEASURED.matcher(line);
    if (!measured.find()) {
      return;
    }
    Measured of = measured.group(1).equals(SpeechMix.MIX) ? mix : channels;
    if (measured.group(2) == null) {
      of.add(Double.parseDouble(measured.group(3)));
    } else {
      of.samples = Long.parseLong(measured.group(2));
    }
  }

  /** Whether next to nothing is left in the mix of what is heard in its channels. */
  public synchronized boolean sawCancellation() {
    return channels.decibels() > SILENCE && channels.decibels() - mix.decibels() > MOST_LOST;
  }

  /** Filters are set up anew, and measure anew, wherever a sound changes its format. */
  private static final class Measured {
    private long samples;
    private long allSamples;
    private double energy;

    void add(double decibels) {
      allSamples += samples;
      energy += samples * Math.pow(10, decibels / 10);
    }

    double decibels() {
      return energy == 0 ? Double.NEGATIVE_INFINITY : 10 * Math.log10(energy / allSamples);
    }
  }
}
