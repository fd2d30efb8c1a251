package dev.mediajobs.api.push;

import dev.mediajobs.jobs.Job;
import java.util.List;

/**
 * What a browser is subscribed to, with the jobs as they are at an instant after that. No job is in
 * it twice.
 *
 * @param allJobs whether to all jobs of the signed-in user
 * @param jobs those that it will be notified of
 * @param fullJobs those that were opened but that too many others are to be notified of
 * @param invalidTokens tokens that open none, as they were given
 */
record Subscribed(boolean allJobs, List<Job> jobs, List<Job> fullJobs, List<String> invalidTokens) {

  Subscribed {
    jobs = List.copyOf(jobs);
    fullJobs = List.copyOf(fullJobs);
    invalidTokens = List.copyOf(invalidTokens);
  }

  /** Holds no token. */
  @Override
  public String toString() {
    return "%d jobs, %d full ones".formatted(jobs.size(), fullJobs.size());
  }
}
