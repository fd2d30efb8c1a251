package dev.mediajobs.local.lambda;

import java.time.Duration;

/** How an invocation ended. */
public sealed interface Outcome {

  /**
   * The handler answered.
   *
   * @param payload JSON; empty when the handler wrote nothing
   */
  record Answered(String payload) implements Outcome {}

  /** The handler could not be made or threw something. */
  record Failed(Throwable cause) implements Outcome {}

  /**
   * The handler took longer than its function's timeout; it was interrupted and will not be used
   * again.
   */
  record TimedOut(Duration timeout) implements Outcome {}

  /** As many invocations as are allowed at once were running until the caller's patience ended. */
  record Throttled() implements Outcome {}

  /** The event is larger than Lambda takes. */
  record TooLarge(int bytes) implements Outcome {}
}
