package dev.mediajobs.api.polling;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Lease;
import java.time.Instant;

/** When something last happened to a job, as far as its row tells. */
final class LastChange {

  private LastChange() {}

  /**
   * The instant: never after {@code now}, and later answers never name an earlier one.
   *
   * @param now when the row was read
   */
  static Instant of(Job job, Instant now) {
    Instant created = job.times().created();
    Lease lease = job.hold().lease();
    // Whoever works on a job, or releases it, sets a lease that begins with that.
    Instant told =
        switch (lease.kind()) {
          case PENDING -> lease.until().minus(Job.PENDING_LEASE);
          case RUNNING -> lease.until().minus(Job.RUNNING_LEASE);
          case AWAITING -> job.times().awaitingSince().orElse(created);
          case TOLD_BY, TOLD -> job.times().completed().orElse(created);
        };
    Instant known = told.isAfter(now) ? now : told;
    return known.isBefore(created) ? created : known;
  }
}
