package dev.mediajobs.local.lambda;

import java.util.Optional;

/**
 * Where a function's handler lives. As on Lambda it is used again and again, for one invocation at
 * a time; not for use by several threads at once, except for {@link #close}.
 */
public interface ExecutionEnvironment extends AutoCloseable {

  /**
   * Waits until the handler has been made, or could not be, or takes longer than Lambda allows
   * before it counts the rest as part of the first invocation. Which of them it was is told by
   * {@link #invoke}.
   *
   * @throws InterruptedException if this thread is interrupted; the environment has ended then
   */
  void awaitInitialised() throws InterruptedException;

  /**
   * Hands an event to the handler and waits for what comes of it.
   *
   * @param event JSON
   * @param requestId what the handler is told as its request id
   * @return empty when the environment has ended since it was last used, so that the event went
   *     nowhere and another environment should have it
   * @throws InterruptedException if this thread is interrupted; the handler was stopped then
   */
  Optional<Outcome> invoke(byte[] event, String requestId) throws InterruptedException;

  /** Whether it can't be used again. */
  boolean ended();

  /** Its process; empty when it has none of its own. */
  Optional<ProcessHandle> process();

  /** Stops what still runs in it and frees what it holds; may be called more than once. */
  @Override
  void close();
}
