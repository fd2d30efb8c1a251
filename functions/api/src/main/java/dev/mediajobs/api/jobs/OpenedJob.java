package dev.mediajobs.api.jobs;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.Job;

/**
 * A job as its row says, for somebody who holds a token of it.
 *
 * @param job the job
 * @param token the token that opened it. It is a secret, and the only one that may be answered
 * @param access what it lets its holder do
 */
public record OpenedJob(Job job, String token, Access access) {

  @Override
  public String toString() {
    return "job %s, opened as %s".formatted(job.id(), access);
  }
}
