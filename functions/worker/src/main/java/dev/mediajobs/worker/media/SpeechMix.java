package dev.mediajobs.worker.media;

import java.util.List;

/** How the channels of a recording become the one that a speech recogniser hears. */
public enum SpeechMix {
  /** All of them together, as a player with a single loudspeaker mixes them. */
  TOGETHER("aformat=channel_layouts=mono"),
  /**
   * The first of two without the second, for those that are each other's mirror image and would
   * cancel each other out: what a microphone's balanced cable leaves in a stereo socket.
   */
  DIFFERENCE("pan=mono|c0=0.5*c0-0.5*c1");

  /** What measures the channels before they are mixed. */
  static final String CHANNELS = "volumedetect@channels";

  /** What measures the mix. */
  static final String MIX = "volumedetect@mix";

  private final String mixing;

  SpeechMix(String mixing) {
    this.mixing = mixing;
  }

  /**
   * The filters, in ffmpeg's notation, that mix a sound of {@code channels}. Two are measured
   * besides, for {@link CancellationWatch}.
   */
  public String filters(int channels) {
    if (channels != 2) {
      return TOGETHER.mixing;
    }
    return String.join(
        ",", List.of("aformat=sample_fmts=s16:channel_layouts=stereo", CHANNELS, mixing, MIX));
  }
}
