package dev.mediajobs.worker.denoise;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out how loud a sound is that ffmpeg cleans, from ffmpeg's messages. A sound that nothing is
 * taken away from is as loud as it was, and is not measured again.
 *
 * @see <a href="https://ffmpeg.org/ffmpeg-filters.html#astats-1">ffmpeg, astats</a>
 */
final class LevelWatch {
  private static final String METER =
      "astats@cleaned=measure_perchannel=none:measure_overall=RMS_level+RMS_trough";
  private static final Pattern LEVEL =
      Pattern.compile(
          "^\\[astats@cleaned @ [^]]*] RMS (level|trough) dB: (-inf|-?\\d+(?:\\.\\d+)?)");
  private static final String WHOLE = "level";
  private static final String QUIETEST = "trough";

  private final NoiseProfile profile;
  private final Map<String, Double> levels = new ConcurrentHashMap<>();

  LevelWatch(NoiseProfile profile) {
    this.profile = profile;
  }

  /** What the cleaned sound must go through, once. */
  String filter() {
    return switch (profile) {
      case NoiseProfile.Nothing _ -> "anull";
      case NoiseProfile.Noise _ -> METER;
    };
  }

  void read(String line) {
    Matcher level = LEVEL.matcher(line);
    if (level.find()) {
      boolean silent = level.group(2).equals("-inf");
      levels.put(
          level.group(1), silent ? Double.NEGATIVE_INFINITY : Double.parseDouble(level.group(2)));
    }
  }

  /**
   * How loud the cleaned sound is.
   *
   * @throws IOException when ffmpeg did not say so
   */
  SoundLevels levels() throws IOException {
    return switch (profile) {
      case NoiseProfile.Nothing _ -> profile.levels();
      case NoiseProfile.Noise _ -> new SoundLevels(known(WHOLE), known(QUIETEST));
    };
  }

  private double known(String name) throws IOException {
    return Optional.ofNullable(levels.get(name))
        .orElseThrow(() -> new IOException("ffmpeg told no level " + name));
  }
}
