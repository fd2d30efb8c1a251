package dev.mediajobs.local.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The job queue: it may deliver in any order, late, more than once, and forget. */
final class SimulatedQueue {

  /** As in template.yaml: after this time a message comes again that nobody has acknowledged. */
  static final Duration VISIBILITY = Duration.ofMinutes(90);

  private final List<Message> messages = new ArrayList<>();
  private final WorldClock clock;

  SimulatedQueue(WorldClock clock) {
    this.clock = clock;
  }

  /**
   * A message.
   *
   * @param body what it says
   * @param from from when on it can be delivered
   */
  record Message(String body, Instant from) {}

  void add(String body, Duration delay) {
    messages.add(new Message(body, clock.now().plus(delay)));
  }

  void remove(Message message) {
    messages.remove(message);
  }

  /**
   * A worker gets the message; unless it is removed, it comes again after {@link #VISIBILITY}.
   *
   * @param again whether it comes once more even before
   */
  Message received(Message message, boolean again) {
    if (!again) {
      messages.remove(message);
    }
    Message hidden = new Message(message.body(), clock.now().plus(VISIBILITY));
    messages.add(hidden);
    return hidden;
  }

  List<Message> deliverable() {
    return messages.stream().filter(message -> !message.from().isAfter(clock.now())).toList();
  }

  Optional<Instant> nextDelivery() {
    return messages.stream().map(Message::from).min(Instant::compareTo);
  }

  /** The queue as one actor reaches it. */
  SqsClient of(Actor actor) {
    return new SqsClient() {
      @Override
      public SendMessageResponse sendMessage(SendMessageRequest request) {
        return actor.call(
            "send",
            () -> {
              int delay = request.delaySeconds() == null ? 0 : request.delaySeconds();
              add(request.messageBody(), Duration.ofSeconds(delay));
              return SendMessageResponse.builder().build();
            });
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {
        // There is nothing to close.
      }
    };
  }
}
