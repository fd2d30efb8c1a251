package dev.mediajobs.local.faults;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.mediajobs.worker.WorkerHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A worker in this process, which tells the time by the life's clock. */
final class HandlerInProcess implements Worker {

  private static final Duration TIME = Duration.ofMinutes(15);

  private final WorkerHandler handler;

  HandlerInProcess(Map<String, String> environment, Clock clock) {
    this.handler = new WorkerHandler(environment, clock);
  }

  @Override
  public boolean takes(String body) {
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId(UUID.randomUUID().toString());
    message.setBody(body);
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    return handler.handleRequest(event, Invocation.context(TIME)).getBatchItemFailures().isEmpty();
  }
}
