package dev.mediajobs.local.model;

import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Lease;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.Tries;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The invariants of the design, as far as one can see them in the rows and the bucket. */
final class Rules {

  private static final String TRANSCRIPTION = "transcription";

  private final List<Pool> pools;
  private final SimulatedBucket bucket;
  private final Violations violations;
  private final Transitions transitions;
  private final Set<String> announced = new HashSet<>();
  private final Map<String, Map<String, SimulatedBucket.Stored>> published = new HashMap<>();

  Rules(List<Pool> pools, SimulatedBucket bucket, Ends ends, Violations violations) {
    this.pools = pools;
    this.bucket = bucket;
    this.violations = violations;
    this.transitions = new Transitions(ends, violations);
  }

  /** Whether a row awaited this transcription before somebody has it started. */
  boolean wasAnnounced(String transcription) {
    return announced.contains(transcription);
  }

  /** What one actor has made of the rows; the time to live is nobody's work. */
  void check(Snapshot before, Snapshot now, Optional<Actor> actor, Instant time) {
    before.jobs().forEach((id, job) -> checkRemoval(job, now.jobs().containsKey(id), time));
    now.jobs()
        .forEach(
            (id, job) -> {
              checkState(job);
              JobView earlier = before.jobs().get(id);
              if (earlier == null) {
                transitions.checkNew(job, actor);
              } else if (!earlier.equals(job)) {
                transitions.check(earlier, job, actor);
              }
            });
    checkSlots(now);
    checkUploads(now);
  }

  /** Invariant 3: what was shown as a result stays as it was. */
  void checkResults(Snapshot rows) {
    for (JobView job : rows.jobs().values()) {
      String prefix =
          job.result().map(result -> result.get("prefix")).map(AttributeValue::s).orElse("");
      if (job.status() == JobStatus.COMPLETED) {
        var objects = bucket.under(prefix + "subtitles.");
        var first = published.computeIfAbsent(job.id(), _ -> objects);
        violations.check(
            objects.size() == Format.values().length,
            3,
            "the result of %s consists of %s".formatted(job.id(), objects.keySet()));
        violations.check(
            sizesAgree(job, objects), 3, "the result of " + job.id() + " has other sizes");
        violations.check(isOwn(job, prefix), 3, "the result of " + job.id() + " is at " + prefix);
        violations.check(
            first.equals(objects), 3, "the result of " + job.id() + " was written once more");
      }
    }
  }

  /** Its keys hold the job and a fence that the job has had. */
  private static boolean isOwn(JobView job, String prefix) {
    return LongStream.rangeClosed(1, job.fence())
        .anyMatch(fence -> prefix.endsWith("/%s/%d/".formatted(job.id(), fence)));
  }

  private static boolean sizesAgree(JobView job, Map<String, SimulatedBucket.Stored> objects) {
    return objects.entrySet().stream()
        .allMatch(
            object -> {
              String ending = object.getKey().substring(object.getKey().lastIndexOf('.') + 1);
              return job.result()
                  .map(result -> result.get(ending + "_bytes"))
                  .map(bytes -> Integer.parseInt(bytes.n()))
                  .equals(Optional.of(object.getValue().content().asByteArray().length));
            });
  }

  private void checkRemoval(JobView job, boolean exists, Instant time) {
    if (!exists) {
      violations.check(job.isTerminal(), 6, "a row was deleted that was " + job.summary());
      violations.check(
          !time.isBefore(job.retainedUntil()), 6, "the row of " + job.id() + " was deleted early");
    }
  }

  private void checkState(JobView job) {
    String seen = job.id() + " is " + job.summary();
    Lease.Kind lease = job.lease();
    boolean fits =
        switch (job.status()) {
          case PENDING -> lease == Lease.Kind.PENDING;
          case PROCESSING -> lease == Lease.Kind.RUNNING || lease == Lease.Kind.AWAITING;
          case COMPLETED, FAILED, CANCELLED ->
              lease == Lease.Kind.TOLD_BY || lease == Lease.Kind.TOLD;
        };
    violations.check(fits, 7, "the lease does not fit: " + seen);
    violations.check(
        (lease == Lease.Kind.TOLD) == job.leaseShard().isEmpty(), 1, "found by sweeps: " + seen);
    violations.check(job.expiresAt().isPresent() == job.isTerminal(), 6, "a time to live: " + seen);
    violations.check(
        job.expiresAt().map(at -> !at.isBefore(job.retainedUntil())).orElse(true),
        6,
        "deleted before its time: " + seen);
    violations.check(
        job.result().isPresent() == (job.status() == JobStatus.COMPLETED), 3, "a result: " + seen);
    violations.check(job.retryCount() <= Tries.MOST_RETRIES, 7, "too many retries: " + seen);
    violations.check(job.handovers() <= Tries.MOST_HANDOVERS, 7, "too many handovers: " + seen);
    violations.check(
        job.isRunning() == job.holder().isPresent() || job.isTerminal(), 2, "a holder: " + seen);
    if (job.isAwaiting()) {
      violations.check(
          job.fact(TRANSCRIPTION).isPresent(), 4, "it awaits what has no name: " + seen);
      job.fact(TRANSCRIPTION).ifPresent(announced::add);
    }
  }

  /** One upload makes one job at a time: a limit of one, like those of the pools. */
  private void checkUploads(Snapshot rows) {
    Set<String> used = new HashSet<>();
    for (JobView job : rows.jobs().values()) {
      violations.check(
          job.isTerminal() || used.add(job.source()),
          5,
          "two jobs work on the same upload, one of them is " + job.summary());
    }
  }

  private void checkSlots(Snapshot rows) {
    for (Pool pool : pools) {
      long taken = rows.slots().stream().filter(slot -> slot.pool().equals(pool.name())).count();
      violations.check(taken <= pool.limit(), 5, taken + " slots are taken of " + pool);
    }
    for (SlotView slot : rows.slots()) {
      JobView holder = rows.jobs().get(slot.holder());
      violations.check(
          holder != null && !holder.isTerminal() && holder.slots().contains(slot.text()),
          5,
          "%s is held by a job that is %s"
              .formatted(slot, holder == null ? "gone" : holder.summary()));
    }
    for (JobView job : rows.jobs().values()) {
      List<String> held =
          rows.slots().stream()
              .filter(slot -> slot.holder().equals(job.id()))
              .map(SlotView::text)
              .sorted()
              .toList();
      violations.check(
          held.equals(job.slots().stream().sorted().toList()),
          5,
          "%s holds %s and is %s".formatted(job.id(), held, job.summary()));
      violations.check(
          job.slots().size() == (job.isTerminal() ? 0 : pools.size()),
          5,
          job.id() + " is " + job.summary());
    }
  }
}
