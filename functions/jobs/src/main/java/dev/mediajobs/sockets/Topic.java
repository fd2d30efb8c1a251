package dev.mediajobs.sockets;

import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Owner;

/** What can be watched. */
public sealed interface Topic {

  /** The spelling in rows. */
  String key();

  /** One job. */
  record OfJob(JobId job) implements Topic {
    @Override
    public String key() {
      return "job#" + job;
    }
  }

  /** All jobs of a signed-in user, those to come too. */
  record OfOwner(Owner owner) implements Topic {
    @Override
    public String key() {
      return "owner#" + owner.subject();
    }
  }
}
