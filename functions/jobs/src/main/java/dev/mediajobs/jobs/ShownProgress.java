package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The progress that a person is shown. While an engine outside works, it tells nothing of how far
 * it is and nobody writes the row, so the time that has passed stands in for it.
 */
public final class ShownProgress {

  private ShownProgress() {}

  /**
   * How far {@code job} is at {@code now}; empty before a worker has begun. While the engine works,
   * it grows ever more slowly with time, and never reaches the next stage.
   */
  public static Optional<Progress> of(Job job, Instant now) {
    if (!job.isAwaiting() || job.times().awaitingSince().isEmpty()) {
      return job.progress();
    }
    Stage stage = job.progress().map(Progress::stage).orElse(Stage.TRANSCRIBING);
    Duration waited = Duration.between(job.times().awaitingSince().get(), now);
    Progress guessed = Progress.within(stage, fraction(waited, job.times().expected()));
    return job.progress()
        .filter(stored -> stored.percent() > guessed.percent())
        .or(() -> Optional.of(guessed));
  }

  /** Half when half of the job's usual time has been waited; approaches 1 without end. */
  private static double fraction(Duration waited, Duration usual) {
    double seconds = Math.max(0, waited.toMillis() / 1000.0);
    return seconds / (seconds + usual.toMillis() / 2000.0);
  }
}
