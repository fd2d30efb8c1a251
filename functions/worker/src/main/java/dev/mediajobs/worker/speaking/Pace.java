package dev.mediajobs.worker.speaking;

import dev.mediajobs.jobs.Stage;
import dev.mediajobs.worker.engine.Work;
import dev.mediajobs.worker.speech.SpeakingTime;
import dev.mediajobs.worker.speech.SpeechListener;
import java.time.Duration;

/**
 * Shows how far a speech is, and says how long it may go on so that there is still time to let go
 * of the job.
 */
final class Pace implements SpeechListener, SpeakingTime {

  /**
   * What a passage may take: an engine answers within seconds, unless it has to be asked several
   * times.
   */
  private static final Duration PASSAGE = Duration.ofMinutes(2);

  /** To end what is broken off. */
  private static final Duration ENDING = Duration.ofSeconds(15);

  private static final Duration LONGEST = Duration.ofDays(1);

  /** How many times faster than it is heard sound is joined at least, by all passes together. */
  private static final int JOINING_SPEED = 20;

  /** To write what is small. */
  private static final Duration WRITING = Duration.ofSeconds(30);

  /** What is left of a function's fifteen minutes when all passages were only fetched. */
  private static final Duration MOST = Duration.ofMinutes(13);

  private final Work work;
  private boolean joining;

  /** Follows the speech of a job. */
  Pace(Work work) {
    this.work = work;
  }

  @Override
  public void reached(double fraction) {
    if (joining) {
      return;
    }
    joining = fraction >= 1;
    if (joining) {
      work.enter(Stage.ASSEMBLING);
    } else {
      work.report(Stage.SPEAKING, fraction);
    }
  }

  @Override
  public boolean mayBegin() {
    return !work.deadline().isCloserThan(PASSAGE);
  }

  @Override
  public Duration left() {
    Duration left = work.deadline().atMost(LONGEST).minus(ENDING);
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public boolean mayJoin(Duration sound) {
    Duration needed = sound.dividedBy(JOINING_SPEED).plus(WRITING);
    return !work.deadline().isCloserThan(needed.compareTo(MOST) < 0 ? needed : MOST);
  }
}
