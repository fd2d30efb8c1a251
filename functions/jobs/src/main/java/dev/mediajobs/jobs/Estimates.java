package dev.mediajobs.jobs;

import java.time.Duration;
import java.util.Optional;

/** How long jobs take. */
public final class Estimates {

  private Estimates() {}

  /**
   * How long {@code job} still lasts, as {@link #remainingOf(Job, Progress)}; all of its expected
   * duration before a worker has begun.
   *
   * @param shown how far the job is; empty before a worker has begun
   */
  public static Duration remainingOf(Job job, Optional<Progress> shown) {
    return shown
        .map(progress -> remainingOf(job, progress))
        .orElseGet(() -> job.times().expected());
  }

  /**
   * How long {@code job} still lasts: the share of its duration that is not done yet, at least a
   * second. Never grows while the progress does not go back.
   *
   * @param shown how far the job is
   */
  public static Duration remainingOf(Job job, Progress shown) {
    Duration left = job.times().expected().multipliedBy(100 - shown.percent()).dividedBy(100);
    return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
  }
}
