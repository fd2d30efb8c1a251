package dev.mediajobs.sockets;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.TokenVersions;
import java.util.Optional;

/**
 * That a connection watches something.
 *
 * @param connection the id that API Gateway gave to it
 * @param topic what it watches
 * @param grant the token that let it; empty for a signed-in user, whose the jobs are
 */
public record Watch(String connection, Topic topic, Optional<Grant> grant) {

  /**
   * A token, without what is secret of it.
   *
   * @param access what it lets its holder do
   * @param version counts up when such tokens are revoked
   */
  public record Grant(Access access, int version) {

    /** What a token says that opens the job now. */
    public static Grant of(Access access, Job job) {
      return new Grant(access, version(access, job.tokens()));
    }

    /** Whether such a token still opens the job. */
    public boolean isGoodFor(Job job) {
      return isGoodFor(job.tokens());
    }

    /** Whether such a token still opens the job that has these. */
    public boolean isGoodFor(TokenVersions versions) {
      return version == version(access, versions);
    }

    private static int version(Access access, TokenVersions versions) {
      return switch (access) {
        case OWNER -> versions.owner();
        case READER -> versions.shared();
      };
    }
  }

  /** Whether the job may be shown to it: a token that was revoked since opens nothing. */
  public boolean mayShow(Job job) {
    return grant.map(given -> given.isGoodFor(job)).orElse(true);
  }
}
