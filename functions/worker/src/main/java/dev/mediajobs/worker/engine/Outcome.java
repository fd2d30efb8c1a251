package dev.mediajobs.worker.engine;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Result;
import java.time.Duration;
import java.util.Map;

/** What came of a step. */
public sealed interface Outcome {

  /**
   * The step is done; on to the next.
   *
   * @param facts what it found out, for the steps to come
   */
  record Next(Map<String, String> facts) implements Outcome {}

  /**
   * An engine outside is to work on the job now, and nobody of ours runs meanwhile. Only an {@link
   * AwaitingStep} may say so.
   *
   * @param facts how its work is recognised
   * @param askAgain after how long to ask it, should no news come
   */
  record Await(Map<String, String> facts, Duration askAgain) implements Outcome {}

  /**
   * The job is done.
   *
   * @param result what it has to show
   */
  record Done(Result result) implements Outcome {}

  /**
   * The function's time is short; another begins the step anew.
   *
   * @param facts how much further the step has come since it was begun; empty when it has not,
   *     which may happen a few times only
   */
  record HandOver(Map<String, String> facts) implements Outcome {
    /** The step has come no further. */
    public HandOver() {
      this(Map.of());
    }
  }

  /**
   * A passing fault: trying again later may help.
   *
   * @param failure what the owner reads when it never does
   * @param facts what the next try has to know
   * @param cause for the log
   */
  record TransientFailure(Failure failure, Map<String, String> facts, Exception cause)
      implements Outcome {}

  /**
   * Trying again can't help.
   *
   * @param failure what the owner reads
   * @param cause for the log
   */
  record PermanentFailure(Failure failure, Exception cause) implements Outcome {}
}
