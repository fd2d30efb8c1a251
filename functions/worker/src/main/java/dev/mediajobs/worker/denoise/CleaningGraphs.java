package dev.mediajobs.worker.denoise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The graphs of filters that take a noise away, in ffmpeg's notation. Each graph has a thread of
 * its own, so that the channels are cleaned side by side. What one graph makes reaches the next as
 * an output that goes nowhere and is decoded again, samples as they are: ffmpeg 7.1 can hand it
 * over directly, but then never tells the next graph that the sound has ended, and loses what that
 * one still holds.
 *
 * @see <a href="https://ffmpeg.org/ffmpeg.html#Loopback-decoders">ffmpeg, loopback decoders</a>
 */
final class CleaningGraphs {
  /** What the cleaned sound is called among ffmpeg's streams. */
  static final String CLEAN = "[clean]";

  private static final String LEVEL = "[level]";

  /**
   * Has the sound go nowhere but into a decoder, named by the number of the output that this makes.
   * {@code -dec} must follow.
   */
  private static final List<String> NOWHERE = List.of("-c:a", "pcm_f32le", "-f", "null", "-");

  private CleaningGraphs() {}

  /**
   * Counts the sound as the first output and cleans what that output is made of.
   *
   * @param afterwards filters for all channels together
   * @param measured where the cleaned sound is written as 16-bit samples besides, if anywhere
   * @return what follows the filters and the limit of the first output
   */
  static List<String> arguments(
      NoiseProfile profile, String afterwards, Optional<String> measured) {
    List<String> arguments = new ArrayList<>(NOWHERE);
    arguments.addAll(List.of("-dec", "0:0"));
    switch (profile) {
      case NoiseProfile.Nothing _ -> arguments.addAll(last("[dec:0]" + afterwards, measured));
      case NoiseProfile.Noise noise -> {
        List<ChannelNoise> channels = noise.channels();
        for (int channel = 0; channel < channels.size(); channel++) {
          arguments.addAll(cleaning(channel, channels.get(channel)));
        }
        String cleaned =
            channels.size() == 1 ? "[dec:1]" : "[dec:1][dec:2]join=inputs=2:channel_layout=stereo,";
        arguments.addAll(last(cleaned + afterwards, measured));
      }
    }
    return arguments;
  }

  private static List<String> cleaning(int channel, ChannelNoise noise) {
    String name = "[channel%d]".formatted(channel);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        graph("[dec:0]pan=mono|c0=c%d,%s%s".formatted(channel, CleaningFilter.of(noise), name)));
    arguments.addAll(List.of("-map", name));
    arguments.addAll(NOWHERE);
    arguments.addAll(List.of("-dec", "%d:0".formatted(channel + 1)));
    return arguments;
  }

  private static List<String> last(String filters, Optional<String> measured) {
    if (measured.isEmpty()) {
      return graph(filters + CLEAN);
    }
    List<String> arguments = new ArrayList<>(graph(filters + ",asplit" + CLEAN + LEVEL));
    arguments.addAll(List.of("-map", LEVEL, "-c:a", "pcm_s16le", "-f", "s16le", measured.get()));
    return arguments;
  }

  private static List<String> graph(String filters) {
    return List.of("-filter_complex", filters);
  }
}
