package dev.mediajobs.sweeper;

import dev.mediajobs.jobs.Defect;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.LeaseIndex;
import dev.mediajobs.jobs.LeaseIndex.Due;
import dev.mediajobs.jobs.Slot;
import dev.mediajobs.jobs.Slots;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Frees slots whose holder can't give them back. A job gives its slots back in the same write that
 * ends it, so there should be none: each one that is found is a defect.
 */
public final class LostSlots {

  private static final Logger LOG = LoggerFactory.getLogger(LostSlots.class);

  private final LeaseIndex index;
  private final Slots slots;
  private final JobStore jobs;
  private final Clock clock;

  /** With its surroundings. */
  public LostSlots(LeaseIndex index, Slots slots, JobStore jobs, Clock clock) {
    this.index = index;
    this.slots = slots;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Looks at slots that have been held for long; says how many had to be freed. */
  int free(List<Due> held) {
    int freed = 0;
    for (Due row : held) {
      try {
        freed += isFreed(row) ? 1 : 0;
      } catch (SdkException e) {
        LOG.error("nothing could be found out about {}; it is looked at again", row, e);
      } catch (RuntimeException e) {
        // It was put off before it was read, so it is in nobody's way.
        LOG.error("{}: the row or the holder of {} makes no sense", Defect.MARK, row, e);
      }
    }
    return freed;
  }

  private boolean isFreed(Due row) {
    Instant now = clock.instant();
    index.putOff(row, now.plus(Slots.UNCHECKED));
    Optional<Slot> slot = row.slot();
    // The slot is read before its holder: what the holder says then is the newer truth.
    Optional<Slots.Holder> holder = slot.flatMap(slots::holder);
    if (slot.isEmpty() || holder.isEmpty()) {
      return false;
    }
    Optional<Job> job = jobs.read(holder.get().job());
    if (job.filter(there -> there.slots().contains(slot.get())).isPresent()
        || !slots.free(slot.get(), holder.get())) {
      return false;
    }
    LOG.error(
        "{}: {} was freed, held by job {}, which is {}",
        Defect.MARK,
        slot.get(),
        holder.get().job(),
        job.map(there -> there.status().text()).orElse("gone"));
    return true;
  }
}
