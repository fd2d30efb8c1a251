package dev.mediajobs.local.cli.client;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What an endpoint said of several jobs.
 *
 * @param jobs by their id, in the order of the answer
 * @param invalidTokens how many tokens open none
 */
public record JobList(Map<String, Job> jobs, int invalidTokens) {
  /** Takes over the map, which nobody else may change. */
  public JobList {
    jobs = Collections.unmodifiableMap(jobs);
  }

  /** Whether all have ended. */
  public boolean allEnded() {
    return jobs.values().stream().allMatch(job -> job.status().terminal());
  }

  /** The ids, in the order of the answer. */
  public List<String> ids() {
    return List.copyOf(jobs.keySet());
  }
}
