package dev.mediajobs.local.faults;

import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The messages that reached a queue, to be taken when they are due by the life's own clock: SQS
 * itself knows only real time.
 */
final class Mail {

  /** Of the job queue in template.yaml: when a message comes again whose delivery failed. */
  private static final Duration INVISIBLE = Duration.ofMinutes(90);

  private final String queueUrl;
  private final Clock clock;
  private final List<Letter> letters = new ArrayList<>();
  private final List<String> strays = new ArrayList<>();

  private record Letter(String body, Instant due) {}

  Mail(String queueUrl, Clock clock) {
    this.queueUrl = queueUrl;
    this.clock = clock;
  }

  /** Keeps it if it was the sending of a message. */
  synchronized void see(Exchange exchange) {
    if (!exchange.isDone() || !exchange.call().site().operation().equals("SendMessage")) {
      return;
    }
    try {
      JsonObject sent = Json.object(exchange.call().body());
      String body = sent.requiredString("MessageBody");
      long delay = sent.wholeNumber("DelaySeconds", 0, 900).orElse(0);
      if (sent.requiredString("QueueUrl").equals(queueUrl)) {
        letters.add(new Letter(body, clock.instant().plusSeconds(delay)));
      } else {
        strays.add(body);
      }
    } catch (JsonException e) {
      throw new IllegalStateException("SQS took what is no message", e);
    }
  }

  /** Takes a message that is due. */
  synchronized Optional<String> take() {
    Optional<Letter> due = earliest().filter(letter -> !letter.due().isAfter(clock.instant()));
    due.ifPresent(letters::remove);
    return due.map(Letter::body);
  }

  /** It could not be handled. */
  synchronized void putBack(String body) {
    letters.add(new Letter(body, clock.instant().plus(INVISIBLE)));
  }

  /** They get lost. */
  synchronized void lose() {
    letters.clear();
  }

  /** When the next message is due. */
  synchronized Optional<Instant> next() {
    return earliest().map(Letter::due);
  }

  /** What went to another queue. */
  synchronized List<String> strays() {
    return List.copyOf(strays);
  }

  private Optional<Letter> earliest() {
    return letters.stream().min(Comparator.comparing(Letter::due));
  }
}
