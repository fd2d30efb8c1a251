package dev.mediajobs.local.model;

import dev.mediajobs.jobs.Job;
import java.util.ArrayList;
import java.util.List;

/** What workers knew of their jobs while they held them: with it their heartbeats come too late. */
final class Holds {

  private static final int MOST = 20;

  /**
   * A job as a worker knew it.
   *
   * @param worker who
   * @param job what it knew
   */
  record Hold(Actor worker, Job job) {}

  private final List<Hold> holds = new ArrayList<>();

  void remember(Actor worker, Job job) {
    holds.add(new Hold(worker, job));
    if (holds.size() > MOST) {
      holds.removeFirst();
    }
  }

  List<Hold> all() {
    return List.copyOf(holds);
  }
}
