package dev.mediajobs.notifier.webhooks;

import dev.mediajobs.jobs.Delivery;
import dev.mediajobs.jobs.DeliveryQueue;
import dev.mediajobs.jobs.DeliveryStore;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Webhook;
import dev.mediajobs.notifier.events.Channel;
import dev.mediajobs.notifier.events.JobEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The callbacks of those who asked for one when they submitted their job: they are called when it
 * has ended. An event is taken over by a row; the message that has it tried may be lost, for the
 * row has a lease.
 */
public final class WebhookChannel implements Channel {

  private final DeliveryStore deliveries;
  private final DeliveryQueue queue;
  private final Clock clock;

  /** With these. */
  public WebhookChannel(DeliveryStore deliveries, DeliveryQueue queue, Clock clock) {
    this.deliveries = deliveries;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public void tell(JobEvent event) {
    Job job = event.job();
    // Only the canonical contract has callbacks.
    if (!event.type().isEnd() || job.origin() != Origin.CANONICAL) {
      return;
    }
    Optional<Webhook> wanted = deliveries.webhook(job.id()).filter(webhook -> !webhook.disabled());
    if (wanted.isEmpty()) {
      return;
    }
    Delivery delivery =
        Delivery.of(
            job.id(),
            event.id(),
            event.type().text(),
            Payload.of(event),
            wanted.get().keptUntil(),
            clock.instant());
    if (deliveries.create(delivery)) {
      queue.send(job.id(), event.id(), Duration.ZERO);
    }
  }
}
