package dev.mediajobs.local.model;

import dev.mediajobs.jobs.Failures;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Lease;
import dev.mediajobs.jobs.LeaseIndex;
import dev.mediajobs.jobs.Tries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class StandInSweep {
  private final LeaseIndex index;
  private final JobStore store;
  private final JobQueue queue;
  private final Clock clock;

  StandInSweep(LeaseIndex index, JobStore store, JobQueue queue, Clock clock) {
    this.index = index;
    this.store = store;
    this.queue = queue;
    this.clock = clock;
  }

  void run() {
    Instant now = clock.instant();
    for (Lease.Kind kind : List.of(Lease.Kind.PENDING, Lease.Kind.RUNNING, Lease.Kind.AWAITING)) {
      for (LeaseIndex.Due due : index.jobs(kind, now, 10)) {
        Optional<Job> found = due.job().flatMap(store::read);
        if (found.isEmpty()
            || found.get().hold().lease().kind() != kind
            || !found.get().hold().lease().isExpiredAt(now)) {
          continue;
        }
        Job job = found.get();
        Job next;
        if (job.isExpiredAt(now)) {
          next = job.failed(Failures.EXPIRED, now);
        } else if (kind == Lease.Kind.RUNNING) {
          next =
              job.tries().retryCount() >= Tries.MOST_RETRIES
                  ? job.failed(Failures.UNEXPECTED, now)
                  : job.retried(job.checkpoint(), now);
        } else if (kind == Lease.Kind.PENDING) {
          next = job.waitingOn(now.plus(Job.PENDING_LEASE));
        } else {
          queue.send(job, Duration.ZERO);
          continue;
        }
        if (store.move(job, next) && !next.status().isTerminal()) {
          queue.send(next, Duration.ZERO);
        }
      }
    }
  }
}
