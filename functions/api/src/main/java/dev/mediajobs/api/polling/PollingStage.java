package dev.mediajobs.api.polling;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Stage;

/** The stages of this contract, in their order, with their fixed percentages. */
enum PollingStage {
  QUEUED("queued", 5, "Waiting for its turn."),
  UPLOAD_RECEIVED("upload_received", 15, "The recording was received."),
  PREPARING("preparing", 30, "Preparing the sound."),
  CALLING_PROVIDER("calling_provider", 70, "The speech is being recognised."),
  PROCESSING_RESULT("processing_result", 90, "Making the subtitles."),
  SUCCEEDED("succeeded", 100, "The subtitles are ready.");

  private final String text;
  private final int percent;
  private final String message;

  PollingStage(String text, int percent, String message) {
    this.text = text;
    this.percent = percent;
    this.message = message;
  }

  /** The spelling in answers. */
  String text() {
    return text;
  }

  /** How much of the job is done, 5 to 100. */
  int percent() {
    return percent;
  }

  /** The sentence shown meanwhile. */
  String message() {
    return message;
  }

  /**
   * The last stage that {@code job} has come to. The row keeps what was shown when a job is tried
   * again or changes hands, so this never goes back.
   */
  static PollingStage reachedBy(Job job) {
    if (job.status() == JobStatus.COMPLETED) {
      return SUCCEEDED;
    }
    return job.progress()
        .map(Progress::stage)
        .map(PollingStage::of)
        .orElse(job.times().started().isPresent() ? UPLOAD_RECEIVED : QUEUED);
  }

  private static PollingStage of(Stage stage) {
    return switch (stage) {
      case DOWNLOADING -> UPLOAD_RECEIVED;
      case EXTRACTING -> PREPARING;
      case TRANSCRIBING -> CALLING_PROVIDER;
      case DIARIZING, GENERATING -> PROCESSING_RESULT;
      case COMPLETE -> SUCCEEDED;
      case ANALYZING, CLEANING, SAVING, CLEANED, SPEAKING, ASSEMBLING, SPOKEN ->
          throw new IllegalStateException(
              "a subtitle job can't be at the stage %s".formatted(stage.text()));
    };
  }
}
