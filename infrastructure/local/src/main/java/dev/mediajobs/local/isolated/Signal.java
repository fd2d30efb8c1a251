package dev.mediajobs.local.isolated;

import dev.mediajobs.local.lambda.FunctionException;
import dev.mediajobs.local.lambda.Outcome;
import java.util.concurrent.CompletableFuture;

/** What a runtime has to say, or what is seen of its process. */
sealed interface Signal {

  /**
   * It is ready for an event.
   *
   * @param invocation to be completed with the event
   */
  record Ready(CompletableFuture<Invocation> invocation) implements Signal {}

  /** Its handler could not be made. */
  record InitFailed(FunctionException cause) implements Signal {}

  /** The handler has answered or failed. */
  record Finished(String requestId, Outcome outcome) implements Signal {}

  /**
   * The process has ended.
   *
   * @param code its exit code, or 128 and the number of the signal that killed it
   */
  record Exited(int code) implements Signal {}
}
