package dev.mediajobs.local.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How an invocation ended. */
public sealed interface Outcome {

  /** Lambda's limit, in bytes, for what a function answers. */
  int LARGEST_ANSWER = 6_291_556;

  /** What a handler's answer amounts to: one over Lambda's limit is a failure. */
  static Outcome of(byte[] answer) {
    return answer.length <= LARGEST_ANSWER
        ? new Answered(new String(answer, StandardCharsets.UTF_8))
        : answerTooLarge();
  }

  /** The failure that an answer over Lambda's limit is. */
  static Outcome answerTooLarge() {
    return new Failed(
        new FunctionException(
            "Function.ResponseSizeTooLarge",
            "the answer exceeds Lambda's limit of " + LARGEST_ANSWER + " bytes"));
  }

  /**
   * The handler answered.
   *
   * @param payload JSON; empty when the handler wrote nothing
   */
  record Answered(String payload) implements Outcome {}

  /**
   * The handler could not be made or threw something, or its process ended; the last of these, and
   * whatever happened in a process of its own, is a {@link FunctionException}.
   */
  record Failed(Throwable cause) implements Outcome {}

  /**
   * The handler took longer than its function's timeout; it was interrupted, or its process killed,
   * and will not be used again.
   */
  record TimedOut(Duration timeout) implements Outcome {}

  /** As many invocations as are allowed at once were running until the caller's patience ended. */
  record Throttled() implements Outcome {}

  /** The event is larger than Lambda takes. */
  record TooLarge(int bytes) implements Outcome {}
}
