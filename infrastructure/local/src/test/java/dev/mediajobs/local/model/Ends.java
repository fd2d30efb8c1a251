package dev.mediajobs.local.model;

import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.notifier.events.JobEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Invariant 7: which ends jobs have come to, and of which of them somebody was told. */
final class Ends {

  private final Violations violations;
  private final Set<End> happened = new LinkedHashSet<>();
  private final Map<End, String> told = new HashMap<>();

  Ends(Violations violations) {
    this.violations = violations;
  }

  private record End(String job, long fence, JobStatus status) {}

  private static End of(JobView job) {
    return new End(job.id(), job.fence(), job.status());
  }

  /** Looks whether one write has brought jobs to an end. */
  void look(Snapshot before, Snapshot now) {
    for (JobView job : now.jobs().values()) {
      JobView earlier = before.jobs().get(job.id());
      if (job.isTerminal() && (earlier == null || !of(earlier).equals(of(job)))) {
        happened.add(of(job));
      }
    }
  }

  /** Somebody was told. */
  void told(JobEvent event) {
    if (!event.type().isEnd()) {
      return;
    }
    End end =
        new End(event.job().id().toString(), event.job().hold().fence(), event.job().status());
    violations.check(happened.contains(end), 7, "people were told what did not happen: " + end);
    String id = told.computeIfAbsent(end, _ -> event.id());
    violations.check(id.equals(event.id()), 7, "one end has two ids: " + end);
  }

  boolean isTold(JobView job) {
    return told.containsKey(of(job));
  }

  /** When nothing goes wrong any more, everybody is told of every end, unless its row is gone. */
  void checkAllTold(Snapshot rows) {
    for (End end : happened) {
      violations.check(
          told.containsKey(end) || !rows.jobs().containsKey(end.job()),
          7,
          "nobody was ever told: " + end);
    }
    violations.check(
        new HashSet<>(told.values()).size() == told.size(), 7, "two ends have one id: " + told);
  }
}
