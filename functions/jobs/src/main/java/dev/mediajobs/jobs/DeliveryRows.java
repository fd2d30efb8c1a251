package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How callbacks and what was delivered to them are written in rows beside their job's. */
final class DeliveryRows {

  static final String KIND = "delivery";
  static final String DISABLED = "disabled";
  static final String VERSION = "version";

  private static final String WEBHOOK = "webhook";
  private static final String PREFIX = KIND + "#";

  /** After this time a message that was to wake somebody is taken for lost. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private DeliveryRows() {}

  static Map<String, AttributeValue> webhookKey(JobId job) {
    return Attributes.key(partition(job), WEBHOOK);
  }

  static Map<String, AttributeValue> key(JobId job, String event) {
    return Attributes.key(partition(job), PREFIX + event);
  }

  static String partition(JobId job) {
    return JobRow.PARTITION + job;
  }

  static String sortPrefix() {
    return PREFIX;
  }

  /** The delivery that a key of the index of leases names. */
  static Optional<LeaseIndex.DueDelivery> find(LeaseIndex.Key key) {
    return key.sort().startsWith(PREFIX)
        ? JobRow.idOf(new LeaseIndex.Key(key.partition(), JobRow.SORT))
            .map(job -> new LeaseIndex.DueDelivery(job, key.sort().substring(PREFIX.length())))
        : Optional.empty();
  }

  static Map<String, AttributeValue> of(Webhook webhook) {
    Attributes row = new Attributes(webhookKey(webhook.job()));
    row.text("address", webhook.address());
    row.text("sealed_secrets", webhook.sealedSecrets());
    row.bool(DISABLED, webhook.disabled());
    kept(row, webhook.keptUntil());
    return row.toMap();
  }

  static Webhook toWebhook(JobId job, Map<String, AttributeValue> item) {
    Attributes row = new Attributes(item);
    return new Webhook(
        job,
        row.text("address"),
        row.findText("sealed_secrets"),
        row.bool(DISABLED),
        row.instant("kept_until"));
  }

  static Map<String, AttributeValue> of(Delivery delivery) {
    Attributes row = new Attributes(key(delivery.job(), delivery.event()));
    row.text("job_id", delivery.job().toString());
    row.text("event_id", delivery.event());
    row.text("event_type", delivery.type());
    row.text("payload", delivery.payload());
    row.instant("created_at", Optional.of(delivery.created()));
    kept(row, delivery.keptUntil());
    row.text("state", delivery.state().text());
    row.number(VERSION, delivery.version());
    row.number("tries", delivery.tries());
    row.instant("due_at", Optional.of(delivery.due()));
    row.maps("log", delivery.log().stream().map(DeliveryRows::of).toList());
    if (delivery.state() == Delivery.State.PENDING) {
      LeaseIndex.write(row, KIND, delivery.job(), delivery.due().plus(PATIENCE));
    }
    return row.toMap();
  }

  static Delivery toDelivery(Map<String, AttributeValue> item) {
    Attributes row = new Attributes(item);
    return new Delivery(
        JobId.parse(row.text("job_id")).orElseThrow(),
        row.text("event_id"),
        row.text("event_type"),
        row.text("payload"),
        row.instant("created_at"),
        row.instant("kept_until"),
        Delivery.State.of(row.text("state")),
        row.number(VERSION),
        row.integer("tries"),
        row.instant("due_at"),
        row.maps("log").stream().map(DeliveryRows::toTry).toList());
  }

  private static Map<String, AttributeValue> of(DeliveryTry done) {
    Attributes map = new Attributes(Map.of());
    map.instant("at", Optional.of(done.at()));
    map.number("took_ms", done.took().toMillis());
    map.number("status", done.status());
    map.text("problem", done.problem());
    return map.toMap();
  }

  private static DeliveryTry toTry(Map<String, AttributeValue> item) {
    Attributes map = new Attributes(item);
    return new DeliveryTry(
        map.instant("at"),
        Duration.ofMillis(map.number("took_ms")),
        map.findInt("status"),
        map.findText("problem"));
  }

  private static void kept(Attributes row, Instant until) {
    row.instant("kept_until", Optional.of(until));
    row.number("expires_at", Math.ceilDiv(until.toEpochMilli(), 1000L));
  }
}
