package dev.mediajobs.worker.speaking;

import dev.mediajobs.jobs.Stage;
import dev.mediajobs.worker.engine.Work;
import dev.mediajobs.worker.speech.SpeechListener;
import java.time.Duration;

/** Shows how far a speech is, and gives it up while there is still time to let go of the job. */
final class Pace implements SpeechListener {

  private final Work work;
  private final Duration needed;
  private boolean joining;

  /**
   * Follows the speech of a job.
   *
   * @param needed how much time must be left when all is spoken
   */
  Pace(Work work, Duration needed) {
    this.work = work;
    this.needed = needed;
  }

  /** The function's time is too short for the rest of the speech. */
  static final class OutOfTimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfTimeException(double fraction) {
      super("only %.0f %% were spoken in time".formatted(fraction * 100));
    }
  }

  @Override
  public void reached(double fraction) {
    if (joining) {
      return;
    }
    if (work.deadline().isCloserThan(needed)) {
      throw new OutOfTimeException(fraction);
    }
    joining = fraction >= 1;
    if (joining) {
      work.enter(Stage.ASSEMBLING);
    } else {
      work.report(Stage.SPEAKING, fraction);
    }
  }
}
