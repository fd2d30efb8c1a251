package dev.mediajobs.sweeper;

import dev.mediajobs.jobs.Defect;
import dev.mediajobs.jobs.Failures;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Lease;
import dev.mediajobs.jobs.LeaseIndex;
import dev.mediajobs.jobs.LeaseIndex.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * One look at all leases that are over. A row is never judged by the index, which lags, but read
 * once more; its lease is pushed forward before anything else is done about it, so a row that makes
 * trouble stands behind all others next time. Two sweeps at once do no harm: each write is a move
 * that only one of them can make.
 */
public final class Sweep {

  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** When a row that can't be understood is looked at again. */
  private static final Duration PUT_OFF = Duration.ofHours(1);

  /**
   * So many index entries are read for each running job that may be recovered: some of them may be
   * out of date, or not to be recovered but ended.
   */
  private static final int SPARE = 5;

  private final LeaseIndex index;
  private final JobStore jobs;
  private final LeftAlone leftAlone;
  private final LostSlots lostSlots;
  private final int mostRunning;
  private final int batch;
  private final Clock clock;

  /**
   * What is done about one job whose lease is over.
   *
   * @see LeftAlone
   */
  @FunctionalInterface
  private interface Action {
    /** Says whether the job was moved. */
    boolean on(Job job, Instant now);
  }

  /**
   * With its surroundings.
   *
   * @param mostRunning how many running jobs are recovered at most
   * @param batch how many rows of each other kind are looked at, at most
   */
  public Sweep(
      LeaseIndex index,
      JobStore jobs,
      LeftAlone leftAlone,
      LostSlots lostSlots,
      int mostRunning,
      int batch,
      Clock clock) {
    this.index = index;
    this.jobs = jobs;
    this.leftAlone = leftAlone;
    this.lostSlots = lostSlots;
    this.mostRunning = mostRunning;
    this.batch = batch;
    this.clock = clock;
  }

  /**
   * Looks once. What fails is logged, and looked at again next time.
   *
   * @return how many running jobs were recovered
   * @throws SdkException when the index can't be read
   */
  public int run() {
    int recovered =
        each(Lease.Kind.RUNNING, mostRunning * SPARE, mostRunning, leftAlone::byItsWorker);
    int woken = each(Lease.Kind.PENDING, batch, batch, leftAlone::byEveryWorker);
    int asked = each(Lease.Kind.AWAITING, batch, batch, leftAlone::byTheEngineOutside);
    int untold = each(Lease.Kind.TOLD_BY, batch, batch, leftAlone::byTheNotifier);
    int freed = lostSlots.free(index.slots(clock.instant(), batch));
    LOG.info(
        "recovered {} running jobs, woke workers for {} pending ones, had {} asked about, {} told of, freed {} slots",
        recovered,
        woken,
        asked,
        untold,
        freed);
    return recovered;
  }

  private int each(Lease.Kind kind, int read, int most, Action action) {
    List<Due> due = index.jobs(kind, clock.instant(), read);
    int moved = 0;
    for (Due row : due) {
      if (moved == most) {
        break;
      }
      try {
        moved += isMoved(row, kind, action) ? 1 : 0;
      } catch (SdkException e) {
        LOG.error("nothing could be done about {}; it is looked at again", row, e);
      } catch (RuntimeException e) {
        // The row makes no sense, as a row of this version or at all. It must not stop the sweep.
        LOG.error("{}: the row {} makes no sense; it is put off", Defect.MARK, row, e);
        putOff(row);
      }
    }
    return moved;
  }

  private void putOff(Due row) {
    try {
      index.putOff(row, clock.instant().plus(PUT_OFF));
    } catch (SdkException e) {
      LOG.error("{} could not be put off; it is looked at again", row, e);
    }
  }

  private boolean isMoved(Due row, Lease.Kind kind, Action action) {
    Instant now = clock.instant();
    Optional<Job> overdue =
        row.job()
            .flatMap(jobs::read)
            .filter(
                job -> job.hold().lease().kind() == kind && job.hold().lease().isExpiredAt(now));
    if (overdue.isEmpty()) {
      LOG.debug("{} has moved on", row);
      return false;
    }
    Job job = overdue.get();
    boolean mustEnd = job.isExpiredAt(now) && !job.status().isTerminal();
    return mustEnd ? isEnded(job, now) : action.on(job, now);
  }

  /** Readers see no such job any more; it only has to give back what it holds. */
  private boolean isEnded(Job expired, Instant now) {
    LOG.warn("job {} did not end in the time that it is kept", expired.id());
    return jobs.move(expired, expired.failed(Failures.EXPIRED, now));
  }
}
