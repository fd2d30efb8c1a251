package dev.mediajobs.worker.denoise;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the levels before and after the cleaning out of ffmpeg's messages.
 *
 * @see <a href="https://ffmpeg.org/ffmpeg-filters.html#astats-1">ffmpeg, astats</a>
 */
final class LevelWatch {
  static final String BEFORE = "before";
  static final String AFTER = "after";

  private static final Pattern LEVEL =
      Pattern.compile(
          "^\\[astats@(\\w+) @ [^]]*] RMS (level|trough) dB: (-inf|-?\\d+(?:\\.\\d+)?)");
  private static final String WHOLE = "level";
  private static final String QUIETEST = "trough";

  private final Map<String, Double> levels = new ConcurrentHashMap<>();

  /** The filter that prints what this reads. */
  static String filter(String name) {
    return "astats@%s=measure_perchannel=none:measure_overall=RMS_level+RMS_trough".formatted(name);
  }

  void read(String line) {
    Matcher level = LEVEL.matcher(line);
    if (level.find()) {
      boolean silent = level.group(3).equals("-inf");
      levels.put(
          level.group(1) + level.group(2),
          silent ? Double.NEGATIVE_INFINITY : Double.parseDouble(level.group(3)));
    }
  }

  /**
   * What was said of the sound that was measured under a name.
   *
   * @throws IOException when nothing was
   */
  Denoised.Levels of(String name) throws IOException {
    return new Denoised.Levels(known(name + WHOLE), known(name + QUIETEST));
  }

  private double known(String name) throws IOException {
    return Optional.ofNullable(levels.get(name))
        .orElseThrow(() -> new IOException("ffmpeg told no level " + name));
  }
}
