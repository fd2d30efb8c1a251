package dev.mediajobs.worker.denoise;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The filters that take the noise of one channel away, in ffmpeg's notation. Not a sample is lost
 * or moved: what the cleaning delays is pushed out by silence at the end and cut off at the
 * beginning.
 *
 * @see <a href="https://ffmpeg.org/ffmpeg-filters.html#afftdn">ffmpeg, afftdn</a>
 */
final class CleaningFilter {
  /** Decibels by which noise is lowered; more sounds of water. */
  private static final int REDUCTION = 15;

  /** Decibels above the noise's mean that its peaks reach. */
  private static final int HEADROOM = 3;

  /** The noise floors that the filter takes, in decibels. */
  private static final double LOWEST_FLOOR = -80;

  private static final double HIGHEST_FLOOR = -20;

  /** Samples by which the reduction is late: it looks at 50 ms at a time, around their middle. */
  private static final int DELAY = NoiseRemoval.SAMPLE_RATE / 40;

  /** Samples by which rumble is taken away too late, by a filter that keeps every phase. */
  private static final int RUMBLE_DELAY = NoiseRemoval.SAMPLE_RATE / 20;

  private static final String WITHOUT_RUMBLE =
      "firequalizer=gain_entry='entry(0,-90);entry(20,-90);entry(40,0);entry(24000,0)'"
          + ":delay=0.05:accuracy=5";

  /**
   * Samples that are handed on together: half a second. Decoders give some 20 ms at a time, and the
   * threads between the graphs would spend a quarter of their time with waking each other.
   */
  private static final int PORTION = NoiseRemoval.SAMPLE_RATE / 2;

  private CleaningFilter() {}

  /**
   * What brings any sound to the rate and the channels that are cleaned, gaps filled, in portions.
   * Several channels are mixed so softly that none can overdrive the mix, as ffmpeg does of itself
   * only for whole numbers: what is sampled as such and cleaned in floating point must be equally
   * loud.
   */
  static String input(int channels, String sampleFormat) {
    return ("aresample=%d:async=1:rematrix_maxval=1,aformat=sample_fmts=%s:channel_layouts=%s,"
            + "asetnsamples=n=%d:p=0")
        .formatted(
            NoiseRemoval.SAMPLE_RATE, sampleFormat, channels == 1 ? "mono" : "stereo", PORTION);
  }

  /** Takes away the noise of one channel, if it has any. */
  static String of(ChannelNoise noise) {
    if (!noise.isNoisy()) {
      return "anull";
    }
    String reduction =
        String.format(
            Locale.ROOT,
            "afftdn=nr=%d:nf=%.2f:nt=custom:bn=%s",
            REDUCTION,
            Math.clamp(noise.level() + HEADROOM, LOWEST_FLOOR, HIGHEST_FLOOR),
            noise.bands().stream()
                .map(band -> String.format(Locale.ROOT, "%.4f", band))
                .collect(Collectors.joining("|")));
    return noise.rumble()
        ? inPlace(WITHOUT_RUMBLE + "," + reduction, RUMBLE_DELAY + DELAY)
        : inPlace(reduction, DELAY);
  }

  /**
   * Undoes the delay of filters. Silence pushes out what they still hold at the end; mixing with
   * nothing of the original gives the result the original's length and times.
   */
  private static String inPlace(String filters, int delay) {
    return "asplit[original][noisy];[noisy]apad=pad_len=%2$d,%1$s,atrim=start_sample=%2$d[quiet];"
            .formatted(filters, delay)
        + "[original][quiet]amix=inputs=2:duration=first:weights=0 1:normalize=0";
  }
}
