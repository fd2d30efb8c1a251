package dev.mediajobs.local.events;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires schedules in real time, each for the first time one period after the start, until it is
 * closed. What an event carries as its time is the clock's.
 */
public final class Scheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  private final List<Schedule> schedules;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schedules").factory());

  private Scheduler(List<Schedule> schedules, Clock clock) {
    this.schedules = List.copyOf(schedules);
    this.clock = clock;
  }

  /** Begins to count the periods. */
  public static Scheduler start(List<Schedule> schedules, Clock clock) {
    Scheduler scheduler = new Scheduler(schedules, clock);
    for (Schedule schedule : schedules) {
      long period = schedule.rate().period().toNanos();
      var _ =
          scheduler.timer.scheduleAtFixedRate(
              () -> scheduler.fire(schedule), period, period, TimeUnit.NANOSECONDS);
    }
    return scheduler;
  }

  /** Fires every schedule once, out of turn. */
  public void fireNow() {
    schedules.forEach(this::fire);
  }

  private void fire(Schedule schedule) {
    try {
      schedule.fire(clock.instant());
    } catch (RuntimeException failure) {
      // Thrown on, it would end the schedule without a word.
      LOG.error("{} could not be fired", schedule.ruleArn(), failure);
    }
  }

  /** Fires nothing any more; takes no time. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
