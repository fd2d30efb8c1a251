package dev.mediajobs.notifier.push;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.sockets.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An event on its way to one browser, as it stands in the queue.
 *
 * @param subscription the name of the browser's subscription
 * @param generation tells the subscription from one that has begun anew
 * @param grant the token that lets the browser be told; empty for a signed-in user, whose the job
 *     is
 * @param job the job that the event is about
 * @param event the event's id
 * @param payload what is sent, the same each time
 * @param keptUntil when the job is gone, and nobody is told of it any more
 * @param created when it was handed over
 * @param due when it is to be tried next
 * @param tries how many tries there were
 */
record Notification(
    String subscription,
    String generation,
    Optional<Watch.Grant> grant,
    JobId job,
    String event,
    String payload,
    Instant keptUntil,
    Instant created,
    Instant due,
    int tries) {

  /** Whoever could not be reached for so long has seen by themselves what became of the job. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final String ACCESS = "access";
  private static final String TOKEN_VERSION = "token_version";
  private static final int MOST_TRIES = 100;
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  /** When it is tried no more. */
  Instant end() {
    Instant late = created.plus(LONGEST);
    return late.isBefore(keptUntil) ? late : keptUntil;
  }

  /** The same after one more try, due then. */
  Notification postponed(Instant next) {
    return new Notification(
        subscription, generation, grant, job, event, payload, keptUntil, created, next, tries + 1);
  }

  String text() {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("subscription_id", subscription);
          json.writeStringField("generation", generation);
          if (grant.isPresent()) {
            json.writeStringField(ACCESS, grant.get().access().name().toLowerCase(Locale.ROOT));
            json.writeNumberField(TOKEN_VERSION, grant.get().version());
          }
          json.writeStringField("job_id", job.toString());
          json.writeStringField("event_id", event);
          json.writeStringField("payload", payload);
          json.writeNumberField("kept_until", keptUntil.toEpochMilli());
          json.writeNumberField("created_at", created.toEpochMilli());
          json.writeNumberField("due_at", due.toEpochMilli());
          json.writeNumberField("tries", tries);
          json.writeEndObject();
        });
  }

  /**
   * Reads a message.
   *
   * @throws JsonException when it is none of ours
   */
  static Notification of(String text) throws JsonException {
    JsonObject message = Json.object(text);
    String job = message.requiredString("job_id");
    return new Notification(
        message.requiredString("subscription_id"),
        message.requiredString("generation"),
        grant(message),
        JobId.parse(job).orElseThrow(() -> new JsonException("job_id", "is no id of a job")),
        message.requiredString("event_id"),
        message.requiredString("payload"),
        instant(message, "kept_until"),
        instant(message, "created_at"),
        instant(message, "due_at"),
        Math.toIntExact(message.requiredWholeNumber("tries", 0, MOST_TRIES)));
  }

  private static Optional<Watch.Grant> grant(JsonObject message) throws JsonException {
    Optional<String> name = message.string(ACCESS);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Access access =
        switch (name.get()) {
          case "owner" -> Access.OWNER;
          case "reader" -> Access.READER;
          default -> throw new JsonException(ACCESS, "must be owner or reader");
        };
    long version = message.requiredWholeNumber(TOKEN_VERSION, 1, Integer.MAX_VALUE);
    return Optional.of(new Watch.Grant(access, Math.toIntExact(version)));
  }

  private static Instant instant(JsonObject message, String name) throws JsonException {
    return Instant.ofEpochMilli(message.requiredWholeNumber(name, 0, LAST));
  }

  /** Tells neither the subscription, which can be ended by its name, nor what is sent. */
  @Override
  public String toString() {
    return "notification %s, %d tries".formatted(event, tries);
  }
}
