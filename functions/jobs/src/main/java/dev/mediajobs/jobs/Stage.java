package dev.mediajobs.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The stages that a person watching a job sees, with the percentage at which each begins. */
public enum Stage {
  DOWNLOADING(Track.SUBTITLES, 10, "Downloading video file..."),
  EXTRACTING(Track.SUBTITLES, 30, "Extracting audio..."),
  TRANSCRIBING(Track.SUBTITLES, 50, "Transcribing audio..."),
  DIARIZING(Track.SUBTITLES, 80, "Identifying speakers..."),
  GENERATING(Track.SUBTITLES, 95, "Generating output formats..."),
  COMPLETE(Track.SUBTITLES, 100, "Transcription complete"),

  ANALYZING(Track.NOISE_REMOVAL, 5, "Listening for the noise..."),
  CLEANING(Track.NOISE_REMOVAL, 30, "Removing the noise..."),
  SAVING(Track.NOISE_REMOVAL, 90, "Saving the cleaned audio..."),
  CLEANED(Track.NOISE_REMOVAL, 100, "Noise removal complete"),

  SPEAKING(Track.SPEECH, 5, "Speaking the script..."),
  ASSEMBLING(Track.SPEECH, 80, "Putting the speech together..."),
  SPOKEN(Track.SPEECH, 100, "Speech complete");

  private enum Track {
    SUBTITLES,
    NOISE_REMOVAL,
    SPEECH
  }

  private final Track track;
  private final int percent;
  private final String message;

  Stage(Track track, int percent, String message) {
    this.track = track;
    this.percent = percent;
    this.message = message;
  }

  /** The percentage at which the stage begins, 5 to 100. */
  public int percent() {
    return percent;
  }

  /** The sentence shown meanwhile. */
  public String message() {
    return message;
  }

  /** The stage after this one in jobs of the same kind; empty after the last. */
  public Optional<Stage> next() {
    return Arrays.stream(values())
        .filter(stage -> stage.track == track && stage.percent > percent)
        .findFirst();
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
