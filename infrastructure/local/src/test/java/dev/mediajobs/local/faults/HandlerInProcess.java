package dev.mediajobs.local.faults;

import dev.mediajobs.local.Invocations;
import dev.mediajobs.worker.WorkerHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A worker in this process, which tells the time by the life's clock. */
final class HandlerInProcess implements Worker {

  private static final Duration TIME = Duration.ofMinutes(15);

  private final WorkerHandler handler;

  HandlerInProcess(Map<String, String> environment, Clock clock) {
    this.handler = new WorkerHandler(environment, clock);
  }

  @Override
  public boolean takes(String body) {
    return handler
        .handleRequest(Invocations.messages(body), Invocations.context(TIME))
        .getBatchItemFailures()
        .isEmpty();
  }
}
