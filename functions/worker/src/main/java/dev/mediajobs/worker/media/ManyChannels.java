package dev.mediajobs.worker.media;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Recordings of more channels than loudspeakers have names for: the tracks of field recorders and
 * mixing desks. ffmpeg mixes only channels whose place in the room it knows.
 */
public final class ManyChannels {
  /** Up to so many have a usual order. */
  private static final int NAMED = 8;

  private ManyChannels() {}

  /**
   * The filter, in ffmpeg's notation and with a comma behind it, that brings more channels than
   * have names to one or two, each of them equally loud; nothing for fewer.
   *
   * @param channels of the recording; 0 is unknown
   * @param wanted 1, or 2 for the odd ones on the left and the even ones on the right
   */
  public static String mixed(int channels, int wanted) {
    if (channels <= NAMED) {
      return "";
    }
    return wanted == 1
        ? "pan=mono|c0<" + every(channels, 0, 1) + ","
        : "pan=stereo|c0<%s|c1<%s,".formatted(every(channels, 0, 2), every(channels, 1, 2));
  }

  private static String every(int channels, int first, int step) {
    return IntStream.iterate(first, channel -> channel < channels, channel -> channel + step)
        .mapToObj(channel -> "c" + channel)
        .collect(Collectors.joining("+"));
  }
}
