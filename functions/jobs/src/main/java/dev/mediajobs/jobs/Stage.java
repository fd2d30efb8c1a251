package dev.mediajobs.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The stages that a person watching a subtitle job sees, with the percentage at which each begins.
 */
public enum Stage {
  DOWNLOADING(10, "Downloading video file..."),
  EXTRACTING(30, "Extracting audio..."),
  TRANSCRIBING(50, "Transcribing audio..."),
  DIARIZING(80, "Identifying speakers..."),
  GENERATING(95, "Generating output formats..."),
  COMPLETE(100, "Transcription complete");

  private final int percent;
  private final String message;

  Stage(int percent, String message) {
    this.percent = percent;
    this.message = message;
  }

  /** The percentage at which the stage begins, 10 to 100. */
  public int percent() {
    return percent;
  }

  /** The sentence shown meanwhile. */
  public String message() {
    return message;
  }

  /** The stage after this one; empty after the last. */
  public Optional<Stage> next() {
    return Arrays.stream(values()).filter(stage -> stage.percent > percent).findFirst();
  }

  /**
   * The percentage when {@code fraction} of this stage is done: never as much as the next stage's.
   *
   * @param fraction 0 to 1; what lies outside counts as the nearer end
   */
  public int percentAt(double fraction) {
    double bounded = Double.isNaN(fraction) ? 0 : Math.clamp(fraction, 0.0, 1.0);
    int span = next().map(next -> next.percent - 1 - percent).orElse(0);
    return percent + (int) Math.floor(bounded * span);
  }

  /** The spelling in rows and answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The stage spelled {@code text}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Stage of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
