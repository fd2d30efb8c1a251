package dev.mediajobs.push;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.time.Instant;
import java.util.Optional;

/**
 * That a subscription is about something.
 *
 * @param topic what
 * @param grant the token that let it; empty for a signed-in user, whose the jobs are
 * @param end when it is over, to the second
 */
public record Interest(Topic topic, Optional<Watch.Grant> grant, Instant end) {

  /** Whether it may be told of the job: a token that was revoked since opens nothing. */
  public boolean mayHearOf(Job job) {
    return grant.map(given -> given.isGoodFor(job)).orElse(true);
  }
}
