package dev.mediajobs.jobs;

/**
 * How far a job is, as a person sees it.
 *
 * @param stage what is being done
 * @param percent of the whole job, 0 to 100
 * @param message the sentence to show
 */
public record Progress(Stage stage, int percent, String message) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when the percentage is not one
   */
  public Progress {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("percent is " + percent + ", not 0 to 100");
    }
  }

  /** The beginning of {@code stage}. */
  public static Progress at(Stage stage) {
    return new Progress(stage, stage.percent(), stage.message());
  }

  /** {@code fraction} (0 to 1) of the way through {@code stage}. */
  public static Progress within(Stage stage, double fraction) {
    return new Progress(stage, stage.percentAt(fraction), stage.message());
  }
}
