package dev.mediajobs.jobs;

/**
 * What a job makes of its source. Each HTTP contract spells the types its own way; this is the
 * canonical spelling.
 */
public enum JobType {
  /** A recording in, subtitles out. */
  SUBTITLE_GENERATION("subtitle-generation", "probe");

  private final String text;
  private final String firstStep;

  JobType(String text, String firstStep) {
    this.text = text;
    this.firstStep = firstStep;
  }

  /** The spelling in rows and logs. */
  public String text() {
    return text;
  }

  /** The name of the step that its pipeline begins with. */
  public String firstStep() {
    return firstStep;
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
