package dev.mediajobs.worker.denoise;

import java.util.List;

/** What ffmpeg is told about codings that several formats share. */
final class SoundCoding {
  /**
   * MP4 in fragments, whose head is written when the encoder's delay is known and can be told to
   * players. A fragment ends after 5 s or 4 MB, so that memory is bounded whatever the picture.
   */
  static final List<String> FRAGMENTS =
      List.of(
          "-movflags",
          "+frag_keyframe+empty_moov+default_base_moof+delay_moov",
          "-frag_duration",
          "5000000",
          "-frag_size",
          "4000000");

  private static final int AAC_BITS_A_CHANNEL = 96_000;
  private static final int OPUS_BITS_A_CHANNEL = 64_000;

  private SoundCoding() {}

  static List<String> aac(int channels) {
    return List.of("-c:a", "aac", "-b:a", Integer.toString(AAC_BITS_A_CHANNEL * channels));
  }

  static List<String> opus(int channels) {
    return List.of("-c:a", "libopus", "-b:a", Integer.toString(OPUS_BITS_A_CHANNEL * channels));
  }
}
