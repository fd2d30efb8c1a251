package dev.mediajobs.worker.media;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Recordings of several channels that are no places in a room but tracks of field recorders and
 * mixing desks. ffmpeg mixes only channels whose place it knows. Where it isn't told, it takes up
 * to eight for loudspeakers, and leaves out the one that would be for the deepest notes.
 */
public final class ManyChannels {
  /** Up to so many have a usual order. */
  private static final int USUAL = 8;

  private ManyChannels() {}

  /**
   * The filter, in ffmpeg's notation and with a comma behind it, that brings tracks to one channel,
   * each of them equally loud; nothing for what is no more than two.
   */
  public static String toOne(AudioStream audio) {
    boolean tracks = audio.channels() > USUAL || (audio.channels() > 2 && !audio.placed());
    return tracks ? "pan=mono|c0<" + every(audio.channels(), 0, 1) + "," : "";
  }

  /**
   * The same to two channels, the odd tracks on the left and the even ones on the right; nothing
   * for what may have been meant for loudspeakers.
   */
  public static String toTwo(AudioStream audio) {
    int channels = audio.channels();
    return channels > USUAL
        ? "pan=stereo|c0<%s|c1<%s,".formatted(every(channels, 0, 2), every(channels, 1, 2))
        : "";
  }

  private static String every(int channels, int first, int step) {
    return IntStream.iterate(first, channel -> channel < channels, channel -> channel + step)
        .mapToObj(channel -> "c" + channel)
        .collect(Collectors.joining("+"));
  }
}
