package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import java.time.Duration;

/** What is done when others move a job between our reading and our writing. */
final class Contention {

  /** How often we look again; each time somebody else has got something done. */
  static final int MOST_TRIES = 5;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private Contention() {}

  static Refusal lasting() {
    return new Refusal(Problem.unavailable(PAUSE));
  }
}
