package dev.mediajobs.jobs;

/** How a job ended, unless it was cancelled. */
public sealed interface Ending {

  /**
   * With something to show.
   *
   * @param result what
   */
  record Completed(Result result) implements Ending {}

  /**
   * Without.
   *
   * @param failure why
   */
  record Failed(Failure failure) implements Ending {}
}
