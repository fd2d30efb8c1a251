package dev.mediajobs.api.push;

import dev.mediajobs.jobs.Job;
import java.util.List;

/**
 * What a browser is subscribed to.
 *
 * @param jobs the jobs as they are at an instant after it was subscribed, none of them twice
 * @param invalidTokens tokens that open none, as they were given
 */
record Subscribed(List<Job> jobs, List<String> invalidTokens) {

  Subscribed {
    jobs = List.copyOf(jobs);
    invalidTokens = List.copyOf(invalidTokens);
  }

  /** Holds no token. */
  @Override
  public String toString() {
    return "%d jobs".formatted(jobs.size());
  }
}
