package dev.mediajobs.local.model;

import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What happens when nothing goes wrong any more: the schedule, the queue and Transcribe do their
 * duty.
 */
final class Calm {

  /** More than every job needs to come to its end once nothing goes wrong. */
  static final int MOST_ROUNDS = 40;

  private static final Duration SCHEDULE = Duration.ofMinutes(5);
  private static final Duration FUNCTION = Duration.ofMinutes(15);

  private final World world;
  private final Cast cast;

  Calm(World world, Cast cast) {
    this.world = world;
    this.cast = cast;
  }

  boolean isOver() {
    return world.rows().jobs().values().stream().allMatch(JobView::isSettled)
        && world.stream().all().isEmpty();
  }

  void beginRound(int round) {
    world.note("round " + round);
    if (round == 0) {
      return;
    }
    world.clock().pass(SCHEDULE);
    world.transcribe().working().forEach(name -> world.transcribe().complete(name, round % 2 == 0));
    cast.sweeper(0);
    for (SimulatedStream.News news : world.stream().all()) {
      world.stream().remove(news);
      cast.notifier(news);
    }
    for (SimulatedQueue.Message message : world.queue().deliverable()) {
      cast.worker(world.queue().received(message, false), FUNCTION);
    }
  }

  void checkEnd() {
    world.ends().checkAllTold(world.rows());
    for (JobView job : world.rows().jobs().values()) {
      world
          .violations()
          .check(
              job.isTerminal(),
              1,
              "%s is not at its end after %d rounds: %s"
                  .formatted(world.nameOf(job.id()), MOST_ROUNDS, job.summary()));
      checkRetention(job);
    }
    world
        .violations()
        .check(world.rows().slots().isEmpty(), 5, "slots are left: " + world.rows().slots());
  }

  /** Invariant 6: at its very last millisecond it can be read, and then never again. */
  private void checkRetention(JobView job) {
    JobId id = JobId.parse(job.id()).orElseThrow();
    for (long millis : List.of(-1L, 0L, 1L)) {
      Clock clock = Clock.fixed(job.retainedUntil().plusMillis(millis), java.time.ZoneOffset.UTC);
      JobStore store = new JobStore(world.table().client(), JobsTable.NAME, clock);
      boolean found = store.find(id).isPresent();
      boolean listed = !store.findAll(List.of(id)).isEmpty();
      world
          .violations()
          .check(
              found == (millis < 0) && listed == found,
              6,
              "%s is found: %s, listed: %s, %d ms after its end"
                  .formatted(world.nameOf(job.id()), found, listed, millis));
    }
  }
}
