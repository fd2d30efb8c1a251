package dev.mediajobs.notifier.push;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.notifier.events.Channel;
import dev.mediajobs.notifier.events.EventType;
import dev.mediajobs.notifier.events.JobEvent;
import dev.mediajobs.push.Subscriber;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.sockets.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The browsers of those who want to be notified that a job is completed or has failed. That it was
 * cancelled is no news: whoever did it was there. An event is taken over by a message for each
 * subscription.
 */
public final class PushChannel implements Channel {

  private final SubscriptionStore subscriptions;
  private final PushQueue queue;
  private final Clock clock;

  /** With these. */
  public PushChannel(SubscriptionStore subscriptions, PushQueue queue, Clock clock) {
    this.subscriptions = subscriptions;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public void tell(JobEvent event) {
    if (event.type() != EventType.COMPLETED && event.type() != EventType.FAILED) {
      return;
    }
    Job job = event.job();
    Collection<Subscriber> subscribers = subscribers(job);
    if (subscribers.isEmpty()) {
      return;
    }
    String payload = Payload.of(event);
    Instant now = clock.instant();
    for (Subscriber subscriber : subscribers) {
      queue.send(
          new Notification(
              subscriber.subscription(),
              subscriber.generation(),
              subscriber.interest().grant(),
              job.id(),
              event.id(),
              payload,
              job.times().retainedUntil(),
              now,
              now,
              0),
          Duration.ZERO);
    }
  }

  /** What tells a subscription from all others, one that has begun anew too. */
  private record Name(String subscription, String generation) {}

  /** Each subscription once, however it is about the job. */
  private Collection<Subscriber> subscribers(Job job) {
    Map<Name, Subscriber> subscribers = new LinkedHashMap<>();
    Topic.of(job).stream()
        .flatMap(topic -> subscriptions.subscribers(topic).stream())
        .filter(subscriber -> subscriber.interest().mayHearOf(job))
        .forEach(
            subscriber ->
                subscribers.merge(
                    new Name(subscriber.subscription(), subscriber.generation()),
                    subscriber,
                    PushChannel::lasting));
    return subscribers.values();
  }

  /** A token can be revoked; that the job is a user's own stays true. */
  private static Subscriber lasting(Subscriber one, Subscriber other) {
    return one.interest().grant().isEmpty() ? one : other;
  }
}
