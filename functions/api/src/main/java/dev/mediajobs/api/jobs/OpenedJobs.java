package dev.mediajobs.api.jobs;

import java.util.List;

/**
 * The jobs that several tokens open.
 *
 * @param jobs the newest first
 * @param invalidTokens those that open none, as they were given
 */
public record OpenedJobs(List<OpenedJob> jobs, List<String> invalidTokens) {

  /** Keeps copies. */
  public OpenedJobs {
    jobs = List.copyOf(jobs);
    invalidTokens = List.copyOf(invalidTokens);
  }

  /**
   * The jobs of one page; none past the last one.
   *
   * @param number counts from 1
   * @param size how many jobs a page has
   */
  public List<OpenedJob> page(int number, int size) {
    return jobs.stream().skip((number - 1L) * size).limit(size).toList();
  }

  @Override
  public String toString() {
    return "%d jobs, %d invalid tokens".formatted(jobs.size(), invalidTokens.size());
  }
}
