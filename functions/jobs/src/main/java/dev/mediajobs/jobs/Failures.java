package dev.mediajobs.jobs;

/** The failures that any pipeline may meet, in the words their owner reads. */
public final class Failures {

  /** The network or AWS did not answer. */
  public static final Failure CONNECTION =
      new Failure("connection_failed", "Connection issue during processing. Please retry.");

  /** It took longer than is allowed. */
  public static final Failure TIMED_OUT =
      new Failure(
          "timed_out", "Processing took too long. Try a shorter video or different format.");

  /** Nobody foresaw it. */
  public static final Failure UNEXPECTED =
      new Failure("unexpected_error", "An unexpected error occurred during processing.");

  /** Its time was over before anybody could finish it. */
  public static final Failure EXPIRED =
      new Failure("expired", "The job was kept for its time and could not be finished in it.");

  private Failures() {}
}
