package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.jobs.Delivery;
import dev.mediajobs.jobs.DeliveryQueue;
import dev.mediajobs.jobs.DeliveryStore;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Webhook;
import dev.mediajobs.jobs.WebhookSecrets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The callbacks of jobs, as their owners see them.
 *
 * <p>Methods that ask AWS throw {@code SdkException} when a service can't be reached or refuses.
 */
public final class Callbacks {

  /** What the ids of events look like; a key of DynamoDB can't hold any text. */
  private static final Pattern EVENT = Pattern.compile("evt_[0-9a-f]{32}");

  private final DeliveryStore deliveries;
  private final DeliveryQueue queue;
  private final WebhookSecrets secrets;
  private final Clock clock;

  /** Over these. */
  public Callbacks(
      DeliveryStore deliveries, DeliveryQueue queue, WebhookSecrets secrets, Clock clock) {
    this.deliveries = deliveries;
    this.queue = queue;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** What is to be stored with a job that somebody wants to be called back about. */
  Webhook webhook(Callback wanted, Job job) {
    return new Webhook(
        job.id(),
        wanted.address(),
        wanted.secrets().map(given -> secrets.seal(job.id(), given)),
        false,
        job.times().retainedUntil());
  }

  /** The secret that callbacks are signed with; empty unless the server has chosen it. */
  public Optional<String> secretOf(Acceptance accepted) {
    return accepted.secretDerived()
        ? Optional.of(secrets.derived(accepted.id()))
        : Optional.empty();
  }

  /** What was delivered, or is to be, newest first. */
  public List<Delivery> of(Job job) {
    return deliveries.ofJob(job.id());
  }

  /**
   * Has an event delivered once more, whatever became of it; a receiver that wanted no more is
   * asked again.
   *
   * @return the delivery as it is then
   * @throws Refusal when there is no such delivery, or it is being changed over and over
   */
  public Delivery redeliver(Job job, String event) throws Refusal {
    if (!EVENT.matcher(event).matches()) {
      throw notFound();
    }
    for (int tries = 0; tries < Contention.MOST_TRIES; tries++) {
      Delivery before = deliveries.find(job.id(), event).orElseThrow(Callbacks::notFound);
      Delivery renewed = before.renewed(clock.instant());
      if (deliveries.change(before, renewed)) {
        deliveries.setDisabled(job.id(), false);
        queue.send(job.id(), event, Duration.ZERO);
        return renewed;
      }
    }
    throw Contention.lasting();
  }

  private static Refusal notFound() {
    return new Refusal(
        Problem.of(404, "delivery_not_found", "The job has no delivery with this id."));
  }
}
