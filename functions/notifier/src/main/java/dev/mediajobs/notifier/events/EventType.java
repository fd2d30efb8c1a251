package dev.mediajobs.notifier.events;

import dev.mediajobs.jobs.JobStatus;

/** What can be told of a job. */
public enum EventType {
  /** It looks different than before: its status, its stage, its percentage or its message. */
  PROGRESS("job.progress"),
  /** It has ended with a result. */
  COMPLETED("job.completed"),
  /** It has ended with an error. */
  FAILED("job.failed"),
  /** Its owner has ended it before it began. */
  CANCELLED("job.cancelled"),
  /** It met a crash or a passing fault and waits to be tried again. */
  RECOVERED("job.recovered"),
  /** Its time is over and its row is gone. */
  EXPIRED("job.expired");

  private final String text;

  EventType(String text) {
    this.text = text;
  }

  /** The spelling on every channel. */
  public String text() {
    return text;
  }

  /** Whether it says that a job has ended, which somebody must be told of for certain. */
  public boolean isEnd() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  /**
   * The event of a job that has ended.
   *
   * @throws IllegalArgumentException when a job in this status has not
   */
  static EventType ofEnd(JobStatus status) {
    return switch (status) {
      case COMPLETED -> COMPLETED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
      case PENDING, PROCESSING ->
          throw new IllegalArgumentException("a job that is " + status.text() + " has not ended");
    };
  }
}
