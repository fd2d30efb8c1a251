package dev.mediajobs.worker.recordings;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Failures;
import dev.mediajobs.worker.engine.Outcome;
import dev.mediajobs.worker.media.MediaException;
import java.util.Map;

/**
 * What it means for a job that its recording can't be read, in the words its owner reads.
 *
 * @param noAudio there is no sound in it
 * @param tooLong its sound lasts longer than is taken
 */
public record ReadingFailures(Failure noAudio, Failure tooLong) {

  /** The uploaded file was deleted. */
  public static final Failure GONE =
      new Failure(
          "source_missing", "The uploaded file is no longer there. Please upload it again.");

  private static final String CANT_PROCESS =
      "Failed to process video format. The file may be corrupted or use an unsupported codec.";
  private static final Failure NOT_MEDIA = new Failure("unsupported_media", CANT_PROCESS);
  private static final Failure DAMAGED = new Failure("damaged_media", CANT_PROCESS);

  /**
   * What comes of a step that met this.
   *
   * @param timeWasShort whether the function's own end, not the step's limit, cut it off
   */
  public Outcome of(MediaException e, boolean timeWasShort) {
    return switch (e.kind()) {
      case NOT_MEDIA -> new Outcome.PermanentFailure(NOT_MEDIA, e);
      case DAMAGED -> new Outcome.PermanentFailure(DAMAGED, e);
      case NO_AUDIO -> new Outcome.PermanentFailure(noAudio, e);
      case TOO_LONG -> new Outcome.PermanentFailure(tooLong, e);
      case GONE -> new Outcome.PermanentFailure(GONE, e);
      case UNREACHABLE -> new Outcome.TransientFailure(Failures.CONNECTION, Map.of(), e);
      case TIMED_OUT ->
          timeWasShort
              ? new Outcome.HandOver()
              : new Outcome.PermanentFailure(Failures.TIMED_OUT, e);
    };
  }
}
