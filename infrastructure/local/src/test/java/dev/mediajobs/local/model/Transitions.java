package dev.mediajobs.local.model;

import dev.mediajobs.jobs.JobStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which changes of a job's row are allowed, and to whom. */
final class Transitions {

  private static final Set<String> LEASE = Set.of("lease_until");
  private static final Set<String> TELLING = Set.of("lease_kind", "lease_shard", "untold");
  private static final Set<String> SHARING = Set.of("share_version");

  /** What a job is, and until when it is kept. */
  private static final Set<String> LASTING =
      Set.of("type", "source_key", "file_size_bytes", "created_at", "retained_until");

  private final Ends ends;
  private final Violations violations;

  /** Which actor's write made the job its own, by job. */
  private final Map<String, String> holders = new HashMap<>();

  /** The earliest end that the lease of the present fence has had, by job. */
  private final Map<String, Instant> earliestEnds = new HashMap<>();

  Transitions(Ends ends, Violations violations) {
    this.ends = ends;
    this.violations = violations;
  }

  void checkNew(JobView job, Optional<Actor> actor) {
    check(isA(actor, Role.SUBMITTER), 1, "a row came from nowhere", job, job);
    boolean isCopy = job.status() == JobStatus.COMPLETED;
    check(isCopy || job.status() == JobStatus.PENDING, 1, "a new job is not pending", job, job);
    check(job.retryCount() == 0 && job.handovers() == 0, 1, "a new job was tried", job, job);
    remember(job, actor);
  }

  void check(JobView before, JobView after, Optional<Actor> actor) {
    check(after.fence() >= before.fence(), 2, "the fence went back", before, after);
    Set<String> changed = after.differences(before);
    check(
        Collections.disjoint(changed, LASTING),
        6,
        "what it is has changed: " + changed,
        before,
        after);
    if (isA(actor, Role.NOTIFIER)) {
      checkTelling(before, after, changed);
    } else if (changed.equals(SHARING)) {
      check(isA(actor, Role.SHARER), 2, "sharing was changed by another", before, after);
    } else if (after.status() == before.status()) {
      checkSameStatus(before, after, changed, actor);
    } else {
      checkNextStatus(before, after, actor);
    }
    if (after.fence() != before.fence()) {
      remember(after, actor);
    }
  }

  private void checkTelling(JobView before, JobView after, Set<String> changed) {
    check(TELLING.containsAll(changed), 2, "changed by the notifier: " + changed, before, after);
    boolean isTold = after.lease() == before.lease() || ends.isTold(after);
    check(isTold, 7, "nobody was told", before, after);
  }

  private void checkSameStatus(
      JobView before, JobView after, Set<String> changed, Optional<Actor> actor) {
    if (before.isRunning() && after.isRunning()) {
      check(after.fence() == before.fence(), 2, "a new hold without a claim", before, after);
      check(after.holder().equals(before.holder()), 2, "another holder", before, after);
      boolean pushed = LEASE.containsAll(changed) && isA(actor, Role.SWEEPER);
      check(
          pushed || isHolder(before, actor),
          2,
          "changed by another than its holder",
          before,
          after);
    } else if (before.isRunning() && after.isAwaiting()) {
      check(isHolder(before, actor), 2, "made to await by another than its holder", before, after);
      check(after.fence() == before.fence() + 1, 2, "let go without a new fence", before, after);
      checkTriesKept(before, after, false);
    } else if (before.isAwaiting() && after.isRunning()) {
      check(after.fence() == before.fence() + 1, 2, "taken up without a new fence", before, after);
      check(isA(actor, Role.WORKER), 2, "taken up by no worker", before, after);
      checkTriesKept(before, after, true);
    } else {
      check(
          LEASE.containsAll(changed), 2, "more than its lease changed: " + changed, before, after);
      check(
          isA(actor, Role.SWEEPER) || (before.isAwaiting() && isA(actor, Role.WORKER)),
          2,
          "a lease changed by one whose it is not",
          before,
          after);
    }
  }

  private void checkNextStatus(JobView before, JobView after, Optional<Actor> actor) {
    check(before.status().successors().contains(after.status()), 2, "no such move", before, after);
    switch (after.status()) {
      case PROCESSING -> {
        check(after.fence() == before.fence() + 1, 2, "claimed without a new fence", before, after);
        check(after.attempt() == before.attempt() + 1, 7, "an attempt not counted", before, after);
        check(
            isA(actor, Role.WORKER) && after.isRunning(), 2, "claimed by no worker", before, after);
        checkTriesKept(before, after, true);
      }
      case PENDING -> {
        check(after.fence() == before.fence() + 1, 2, "let go without a new fence", before, after);
        if (before.isTerminal()) {
          check(isA(actor, Role.RETRIER), 2, "restarted by another", before, after);
          check(after.retryCount() == 0, 7, "retries are counted on", before, after);
          check(after.handovers() == 0, 7, "handovers are counted on", before, after);
        } else {
          long more = after.retryCount() - before.retryCount();
          boolean handedOver = more == 0 && after.handovers() == before.handovers() + 1;
          boolean further =
              more == 0
                  && after.handovers() == 0
                  && !after.fact(PlayedStep.FURTHER).equals(before.fact(PlayedStep.FURTHER));
          check(more == 1 || handedOver || further, 7, "a try that is not counted", before, after);
          checkMayTake(before, after, actor);
        }
      }
      case COMPLETED -> {
        check(isHolder(before, actor), 2, "completed by another than its holder", before, after);
        checkTriesKept(before, after, true);
      }
      case FAILED -> checkMayTake(before, after, actor);
      case CANCELLED -> {
        check(isA(actor, Role.CANCELLER), 2, "cancelled by another", before, after);
        check(
            after.fence() == before.fence() + 1, 2, "withdrawn without a new fence", before, after);
      }
    }
  }

  /** Another than the holder may take a running job away only when a lease of its has ended. */
  private void checkMayTake(JobView before, JobView after, Optional<Actor> actor) {
    if (isHolder(before, actor)) {
      return;
    }
    Instant end = earliestEnds.getOrDefault(before.id(), Instant.MAX);
    boolean over = actor.map(other -> !other.clock().instant().isBefore(end)).orElse(false);
    boolean awaited = before.isAwaiting() && isA(actor, Role.WORKER);
    check(over || awaited, 2, "taken away before its lease was over", before, after);
  }

  private void checkTriesKept(JobView before, JobView after, boolean handoversToo) {
    check(after.retryCount() == before.retryCount(), 7, "retries forgotten", before, after);
    check(
        !handoversToo || after.handovers() == before.handovers(),
        7,
        "handovers forgotten",
        before,
        after);
  }

  private void remember(JobView job, Optional<Actor> actor) {
    holders.remove(job.id());
    earliestEnds.put(job.id(), job.leaseUntil());
    if (job.isRunning()) {
      actor.ifPresent(holder -> holders.put(job.id(), holder.name()));
    }
  }

  private boolean isHolder(JobView job, Optional<Actor> actor) {
    return actor.map(Actor::name).map(name -> name.equals(holders.get(job.id()))).orElse(false);
  }

  private static boolean isA(Optional<Actor> actor, Role role) {
    return actor.map(Actor::role).equals(Optional.of(role));
  }

  private void check(boolean holds, int invariant, String problem, JobView before, JobView after) {
    violations.check(
        holds, invariant, "%s: %s became %s".formatted(problem, before.summary(), after.summary()));
  }
}
