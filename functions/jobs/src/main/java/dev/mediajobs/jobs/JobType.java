package dev.mediajobs.jobs;

import java.time.Duration;

/**
 * What a job makes of its source. Each HTTP contract spells the types its own way; this is the
 * canonical spelling.
 */
public enum JobType {
  /** A recording in, subtitles out. */
  SUBTITLE_GENERATION("subtitle-generation", "probe", Stage.DOWNLOADING, Stage.COMPLETE, 90),
  /** A recording in, the same with less noise out. */
  NOISE_REMOVAL("noise-removal", "probe", Stage.ANALYZING, Stage.CLEANED, 120),
  /** A script of several roles in, speech out. */
  MULTI_ROLE_TTS("multi-role-tts", "speak", Stage.SPEAKING, Stage.SPOKEN, 60),
  /** A text in, speech out. */
  SINGLE_TTS("single-tts", "speak", Stage.SPEAKING, Stage.SPOKEN, 30);

  private final String text;
  private final String firstStep;
  private final Stage firstStage;
  private final Stage lastStage;
  private final int seedSeconds;

  JobType(String text, String firstStep, Stage firstStage, Stage lastStage, int seedSeconds) {
    this.text = text;
    this.firstStep = firstStep;
    this.firstStage = firstStage;
    this.lastStage = lastStage;
    this.seedSeconds = seedSeconds;
  }

  /** The spelling in rows and logs. */
  public String text() {
    return text;
  }

  /** The name of the step that its pipeline begins with. */
  public String firstStep() {
    return firstStep;
  }

  /** The stage that its first step shows. */
  public Stage firstStage() {
    return firstStage;
  }

  /** The stage that it ends in when all goes well. */
  Stage lastStage() {
    return lastStage;
  }

  /** How long such a job is taken to last while no finished one has told better. */
  Duration seed() {
    return Duration.ofSeconds(seedSeconds);
  }

  /**
   * The type spelled {@code text}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static JobType of(String text) {
    for (JobType type : values()) {
      if (type.text.equals(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no job type is called " + text);
  }
}
