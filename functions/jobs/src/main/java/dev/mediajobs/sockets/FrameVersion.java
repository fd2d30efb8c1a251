package dev.mediajobs.sockets;

import dev.mediajobs.jobs.Job;

/**
 * Tells which of two looks of a job is the later one. Frames and answers can overtake each other;
 * whoever keeps the version of what it has, and drops what is older, never goes back.
 *
 * @param text 26 characters; of two, the one that is greater as a text is the later one
 */
public record FrameVersion(String text) {

  private static final int RUNS = 0;
  private static final int HAS_ENDED = 1;
  private static final int IS_GONE = 2;

  /**
   * Of a job as its row says. The fence counts up whenever the job changes hands, and while one has
   * it, each write prolongs the lease; the last one ends the job.
   */
  public static FrameVersion of(Job job) {
    return job.status().isTerminal()
        ? of(job, HAS_ENDED, 0)
        : of(job, RUNS, job.hold().lease().until().toEpochMilli());
  }

  /** Of a job whose row is gone; later than whatever the row said. */
  public static FrameVersion ofGone(Job job) {
    return of(job, IS_GONE, 0);
  }

  private static FrameVersion of(Job job, int rank, long milliseconds) {
    return new FrameVersion("%010d.%d.%013d".formatted(job.hold().fence(), rank, milliseconds));
  }
}
