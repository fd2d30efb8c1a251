package dev.mediajobs.local;

import dev.mediajobs.local.dynamodb.ServiceDeletions;
import dev.mediajobs.local.events.Schedule;
import dev.mediajobs.local.events.Scheduler;
import dev.mediajobs.local.lambda.AsynchronousInvocations;
import dev.mediajobs.local.lambda.QueueEventSource;
import dev.mediajobs.local.streams.StreamEventSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Everything that invokes functions by itself, running. */
final class EventSources {

  private final Scheduler scheduler;

  private EventSources(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Starts all of them.
   *
   * @param clients must be usable until everything is closed
   * @param deletions tells which rows were deleted because their time was over
   * @param closing takes what has to be closed
   */
  static EventSources start(
      Triggers triggers,
      StackClients clients,
      ServiceDeletions deletions,
      Clock clock,
      ShutdownSequence closing) {
    List<Schedule> schedules = new ArrayList<>();
    for (Triggers.Timed timed : triggers.schedules()) {
      AsynchronousInvocations invocations =
          closing.add(new AsynchronousInvocations(timed.function()));
      schedules.add(new Schedule(timed.ruleArn(), timed.rate(), timed.input(), invocations::send));
    }
    Scheduler scheduler = closing.add(Scheduler.start(schedules, clock));
    for (Triggers.QueueReader queue : triggers.queues()) {
      closing.add(QueueEventSource.start(queue.source(), clients.sqs(), queue.function()));
    }
    for (Triggers.StreamReader stream : triggers.streams()) {
      closing.add(
          StreamEventSource.start(
              stream.source(),
              new StreamEventSource.Clients(clients.dynamo(), clients.streams(), clients.sqs()),
              stream.function(),
              record -> deletions.complete(stream.source().table(), record)));
    }
    return new EventSources(scheduler);
  }

  /** Fires every schedule out of turn. */
  void fireSchedules() {
    scheduler.fireNow();
  }
}
