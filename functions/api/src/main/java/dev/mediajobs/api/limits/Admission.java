package dev.mediajobs.api.limits;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.Backoff;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.Slot;
import dev.mediajobs.jobs.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lets jobs in while fewer are active than may be. A job takes one slot of each pool that it
 * belongs to, in the transaction that makes it active.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class Admission {

  /** How often others may take the slot that we were about to take, until we believe it is full. */
  private static final int MOST_LOOKS = 10;

  /** When a slot may be free again: jobs take minutes. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Slots slots;
  private final List<Pool> pools;
  private final Backoff backoff = Backoff.ofRequests();

  /**
   * To these pools.
   *
   * @param pools the ones of which each job takes a slot; at least one
   */
  public Admission(Slots slots, List<Pool> pools) {
    this.slots = slots;
    this.pools = List.copyOf(pools);
  }

  /** Makes a job active. */
  @FunctionalInterface
  public interface Attempt<T> {
    /**
     * Makes it hold {@code slots}.
     *
     * @return what came of it; empty when one of the slots was taken in the meantime
     */
    Optional<T> with(List<Slot> slots);
  }

  /**
   * Makes {@code attempt} with free slots, and again with others as long as somebody is faster.
   *
   * @throws Refusal when none is free
   */
  public <T> T admit(Attempt<T> attempt) throws Refusal {
    for (int look = 1; look <= MOST_LOOKS; look++) {
      Optional<T> outcome = attempt.with(free());
      if (outcome.isPresent()) {
        return outcome.get();
      }
      backoff.pauseBefore(look);
    }
    throw full(pools.getFirst());
  }

  /**
   * Refuses early what could only be refused later. Who passes has reserved nothing.
   *
   * @throws Refusal when no slot is free
   */
  public void refuseWhileFull() throws Refusal {
    free();
  }

  /** The room in the pool that has the least. */
  public Capacity capacity() {
    return pools.stream()
        .map(pool -> new Capacity(slots.taken(pool), pool.limit()))
        .min(Comparator.comparingInt(Capacity::room))
        .orElseThrow();
  }

  private List<Slot> free() throws Refusal {
    List<Slot> found = new ArrayList<>();
    for (Pool pool : pools) {
      found.addAll(slots.free(List.of(pool)).orElseThrow(() -> full(pool)));
    }
    return found;
  }

  private static Refusal full(Pool pool) {
    return new Refusal(
        new Problem(
            429,
            "limit_reached",
            "System busy. Maximum %d jobs can run at once. Please try again later."
                .formatted(pool.limit()),
            List.of(),
            Optional.of(PAUSE)));
  }
}
