package dev.mediajobs.api.limits;

import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.Slots;
import java.util.stream.Stream;

/**
 * Who is let in by which limits: people who are not signed in share one, each signed-in user has
 * one, and one may be over all.
 */
public final class Admissions {

  private final Slots slots;
  private final int anonymousLimit;
  private final int userLimit;
  private final int overallLimit;

  /**
   * By these limits.
   *
   * @param anonymousLimit how many jobs of people who are not signed in may be active at once
   * @param userLimit how many jobs of one signed-in user may be
   * @param overallLimit how many jobs of all may be; 0 for no such limit
   */
  public Admissions(Slots slots, int anonymousLimit, int userLimit, int overallLimit) {
    this.slots = slots;
    this.anonymousLimit = anonymousLimit;
    this.userLimit = userLimit;
    this.overallLimit = overallLimit;
  }

  /** Of those who are not signed in. */
  public Admission ofAnonymous() {
    return with(Pool.anonymous(anonymousLimit));
  }

  /** Of one who is. */
  public Admission of(Owner owner) {
    return with(Pool.of(owner, userLimit));
  }

  private Admission with(Pool own) {
    Stream<Pool> overall =
        overallLimit > 0 ? Stream.of(Pool.overall(overallLimit)) : Stream.empty();
    return new Admission(slots, Stream.concat(Stream.of(own), overall).toList());
  }
}
