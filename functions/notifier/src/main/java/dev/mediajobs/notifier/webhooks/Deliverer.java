package dev.mediajobs.notifier.webhooks;

import dev.mediajobs.jobs.Delivery;
import dev.mediajobs.jobs.DeliveryQueue;
import dev.mediajobs.jobs.DeliveryStore;
import dev.mediajobs.jobs.DeliveryTry;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.Webhook;
import dev.mediajobs.jobs.WebhookSecrets;
import dev.mediajobs.notifier.tries.RetrySchedule;
import dev.mediajobs.outbound.Destination;
import dev.mediajobs.outbound.InvalidDestinationException;
import dev.mediajobs.outbound.OutboundHttp;
import dev.mediajobs.outbound.Reach;
import dev.mediajobs.outbound.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries deliveries. Before a try is begun the row says so, so that of two messages only one has it
 * tried; a try whose process died is begun once more when its time is over.
 */
final class Deliverer {

  private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

  /** Standard Webhooks 1.0.0 allows 15 to 30 seconds. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** By then a try is over, with everything before and after it. */
  private static final Duration OVER = Duration.ofMinutes(1);

  /** Clocks differ, and a message that comes a moment early would be the last one. */
  private static final Duration EARLY = Duration.ofSeconds(2);

  private static final int FIRST_SUCCESS = 200;
  private static final int LAST_SUCCESS = 299;
  private static final int GONE = 410;

  private final DeliveryStore deliveries;
  private final DeliveryQueue queue;
  private final WebhookSecrets secrets;
  private final OutboundHttp http;
  private final Reach reach;
  private final RetrySchedule schedule;
  private final Clock clock;

  Deliverer(
      DeliveryStore deliveries,
      DeliveryQueue queue,
      WebhookSecrets secrets,
      OutboundHttp http,
      Reach reach,
      RetrySchedule schedule,
      Clock clock) {
    this.deliveries = deliveries;
    this.queue = queue;
    this.secrets = secrets;
    this.http = http;
    this.reach = reach;
    this.schedule = schedule;
    this.clock = clock;
  }

  /** What came of a try, and what the receiver asked for. */
  private record Result(DeliveryTry done, Optional<String> retryAfter) {

    boolean isSuccess() {
      return done.status().orElse(0) >= FIRST_SUCCESS && done.status().orElse(0) <= LAST_SUCCESS;
    }

    boolean isGone() {
      return done.status().orElse(0) == GONE;
    }
  }

  /**
   * Tries a delivery, if it is due.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when an AWS service can't be reached
   *     or refuses; the delivery is tried again when its lease is over
   */
  void tryNow(JobId job, String event) {
    Instant now = clock.instant();
    Optional<Delivery> due =
        deliveries
            .find(job, event)
            .filter(found -> found.state() == Delivery.State.PENDING)
            .filter(found -> !found.due().isAfter(now.plus(EARLY)));
    if (due.isEmpty()) {
      LOG.debug("the delivery {} is not due", event);
      return;
    }
    Delivery delivery = due.get();
    Optional<Webhook> webhook = deliveries.webhook(job).filter(wanted -> !wanted.disabled());
    if (webhook.isEmpty() || !now.isBefore(delivery.keptUntil())) {
      boolean _ = deliveries.change(delivery, delivery.failed(Optional.empty()));
      return;
    }
    Delivery begun = delivery.begun(now.plus(OVER));
    if (deliveries.change(delivery, begun)) {
      settle(begun, sent(webhook.get(), begun));
    }
  }

  private void settle(Delivery begun, Result result) {
    LOG.info(
        "try {} of the delivery {} of job {}: {}",
        begun.tries(),
        begun.event(),
        begun.job(),
        result.done().status().isPresent()
            ? Integer.toString(result.done().status().getAsInt())
            : result.done().problem().orElse(""));
    if (result.isSuccess()) {
      changed(begun, begun.delivered(result.done()));
      return;
    }
    if (result.isGone()) {
      deliveries.setDisabled(begun.job(), true);
    }
    Instant now = clock.instant();
    Optional<Duration> pause =
        result.isGone()
            ? Optional.empty()
            : schedule
                .after(begun.tries(), result.retryAfter(), now)
                .filter(next -> now.plus(next).isBefore(begun.keptUntil()));
    if (pause.isEmpty()) {
      changed(begun, begun.failed(Optional.of(result.done())));
    } else if (changed(begun, begun.postponed(result.done(), now.plus(pause.get())))
        && pause.get().compareTo(JobQueue.LONGEST_DELAY) <= 0) {
      queue.send(begun.job(), begun.event(), pause.get());
    }
  }

  private boolean changed(Delivery before, Delivery after) {
    boolean changed = deliveries.change(before, after);
    if (!changed) {
      LOG.info("the delivery {} was changed by somebody else meanwhile", before.event());
    }
    return changed;
  }

  private Result sent(Webhook webhook, Delivery delivery) {
    Instant begin = clock.instant();
    long nanos = System.nanoTime();
    OptionalInt status = OptionalInt.empty();
    Optional<String> problem = Optional.empty();
    Optional<String> retryAfter = Optional.empty();
    try {
      Reply reply =
          http.post(
              Destination.of(webhook.address(), reach),
              headers(webhook, delivery, begin),
              delivery.payload().getBytes(StandardCharsets.UTF_8),
              LIMIT);
      status = OptionalInt.of(reply.status());
      retryAfter = reply.retryAfter();
    } catch (InvalidDestinationException e) {
      problem = Optional.of("the address " + e.getMessage());
    } catch (IOException e) {
      LOG.info("the delivery {} found no receiver", delivery.event(), e);
      problem = Optional.of(Problems.of(e));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - nanos);
    return new Result(new DeliveryTry(begin, took, status, problem), retryAfter);
  }

  private Map<String, String> headers(Webhook webhook, Delivery delivery, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "Mediajobs");
    headers.put("Content-Type", "application/json");
    headers.put("webhook-id", delivery.event());
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put(
        "webhook-signature",
        Signature.of(delivery.event(), now, delivery.payload(), secrets.of(webhook)));
    return headers;
  }
}
