package dev.mediajobs.sockets;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Owner;
import java.util.ArrayList;
import java.util.List;

/** What can be watched. */
public sealed interface Topic {

  /** The spelling in rows. */
  String key();

  /** What is to be watched by whoever wants to know of this job. */
  static List<Topic> of(Job job) {
    List<Topic> topics = new ArrayList<>();
    topics.add(new OfJob(job.id()));
    job.owner().map(OfOwner::new).ifPresent(topics::add);
    return topics;
  }

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
