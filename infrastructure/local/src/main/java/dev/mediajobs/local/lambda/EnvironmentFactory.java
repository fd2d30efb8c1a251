package dev.mediajobs.local.lambda;

/** Makes the execution environments of one function; safe for use by many threads. */
public interface EnvironmentFactory {

  /**
   * Begins a new environment.
   *
   * @throws Exception when there can be none; the message says why
   */
  ExecutionEnvironment create() throws Exception;

  /**
   * How many may be initialised at once, at least 1. An invocation that would exceed it waits, and
   * takes an environment that becomes free meanwhile.
   */
  int mostStarting();
}
