package dev.mediajobs.push;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.time.Instant;
import java.util.Optional;

/**
 * What a subscription is to be about from now on.
 *
 * @param interest what it is
 * @param better the grant that lets its holder more; where the subscription has it already, it
 *     stays, for it may outlive the one of {@code interest}
 */
public record Wish(Interest interest, Optional<Watch.Grant> better) {

  /**
   * One job.
   *
   * @param access what the token lets its holder do that opened the job
   */
  public static Wish ofJob(Job job, Access access, Instant end) {
    Optional<Watch.Grant> better =
        switch (access) {
          case OWNER -> Optional.empty();
          case READER -> Optional.of(Watch.Grant.of(Access.OWNER, job));
        };
    return new Wish(
        new Interest(new Topic.OfJob(job.id()), Optional.of(Watch.Grant.of(access, job)), end),
        better);
  }

  /** All jobs of a signed-in user. */
  public static Wish ofOwner(Owner owner, Instant end) {
    return new Wish(
        new Interest(new Topic.OfOwner(owner), Optional.empty(), end), Optional.empty());
  }

  Topic topic() {
    return interest.topic();
  }
}
