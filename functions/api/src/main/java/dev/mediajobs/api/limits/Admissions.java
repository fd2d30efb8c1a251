package dev.mediajobs.api.limits;

import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.Pools;
import dev.mediajobs.jobs.Slots;
import java.util.Optional;

/** Who is let in by which limits. */
public final class Admissions {

  private final Slots slots;
  private final Pools pools;

  /** By the limits of these pools. */
  public Admissions(Slots slots, Pools pools) {
    this.slots = slots;
    this.pools = pools;
  }

  /** Of those who are not signed in. */
  public Admission ofAnonymous() {
    return new Admission(slots, pools.of(Optional.empty()));
  }

  /** Of one who is. */
  public Admission of(Owner owner) {
    return new Admission(slots, pools.of(Optional.of(owner)));
  }
}
