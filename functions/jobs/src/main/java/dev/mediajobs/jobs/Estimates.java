package dev.mediajobs.jobs;

import java.time.Duration;

/** How long jobs take. */
public final class Estimates {

  /** What a subtitle job is taken to last while no finished one has told better. */
  private static final Duration SUBTITLES = Duration.ofMinutes(2);

  private Estimates() {}

  /** How long a job of this type is taken to last while no finished one has told better. */
  static Duration seedOf(JobType type) {
    return switch (type) {
      case SUBTITLE_GENERATION -> SUBTITLES;
    };
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
