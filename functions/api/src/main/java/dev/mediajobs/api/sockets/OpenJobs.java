package dev.mediajobs.api.sockets;

import dev.mediajobs.api.jobs.OpenedJob;
import dev.mediajobs.jobs.Job;
import java.util.List;

/**
 * The jobs that a subscription opens, as they are at one instant.
 *
 * @param opened those that tokens open
 * @param own those of the signed-in user, none of them twice
 * @param invalidTokens tokens that open none, as they were given
 * @param invalidJobIds ids that name none of the user's, as they were given
 */
record OpenJobs(
    List<OpenedJob> opened, List<Job> own, List<String> invalidTokens, List<String> invalidJobIds) {

  OpenJobs {
    opened = List.copyOf(opened);
    own = List.copyOf(own);
    invalidTokens = List.copyOf(invalidTokens);
    invalidJobIds = List.copyOf(invalidJobIds);
  }

  /** Holds no token. */
  @Override
  public String toString() {
    return "%d opened, %d own".formatted(opened.size(), own.size());
  }
}
