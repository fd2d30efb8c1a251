package dev.mediajobs.api.push;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.api.jobs.OpenedJob;
import dev.mediajobs.api.jobs.OpenedJobs;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.OwnedJobs;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.push.Interest;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Has browsers be notified of jobs. A subscription is written before the jobs are looked at, so an
 * end is in what is answered, or is told afterwards, or both; never neither.
 *
 * <p>Methods throw {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class PushSubscriptions {

  /** How many of a user's newest jobs are shown to whoever subscribes to all of them. */
  static final int MOST_SHOWN = 20;

  /** For how long somebody is told of all their jobs who does not come back. */
  private static final Duration LONGEST = Duration.ofDays(90);

  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final SubscriptionStore subscriptions;
  private final JobAccess access;
  private final OwnedJobs owned;
  private final Clock clock;

  /** Over these. */
  public PushSubscriptions(
      SubscriptionStore subscriptions, JobAccess access, OwnedJobs owned, Clock clock) {
    this.subscriptions = subscriptions;
    this.access = access;
    this.owned = owned;
    this.clock = clock;
  }

  /**
   * Subscribes to what {@code form} names, as far as its tokens open anything.
   *
   * @param owner the signed-in user whose jobs are meant, if any are
   * @throws Refusal when it would be too much
   */
  Subscribed add(SubscriptionForm form, Optional<Owner> owner) throws Refusal {
    List<Interest> interests = interests(form, owner);
    if (!interests.isEmpty()) {
      switch (subscriptions.add(form.subscription(), interests)) {
        case YES -> {}
        case TOO_MANY_TOPICS ->
            throw tooMany(
                "A browser can be notified of %d jobs at most. Wait until some of them are gone."
                    .formatted(SubscriptionStore.MOST_TOPICS));
        case TOO_MANY_SUBSCRIBERS ->
            throw tooMany(
                "%d browsers at most can be notified of the same. Unsubscribe in another one."
                    .formatted(SubscriptionStore.MOST_SUBSCRIBERS));
      }
    }
    return look(form, owner);
  }

  /** Ends a subscription, whether or not there is one. */
  void remove(String id) {
    if (ID.matcher(id).matches()) {
      subscriptions.remove(id);
    }
  }

  private List<Interest> interests(SubscriptionForm form, Optional<Owner> owner) {
    List<Interest> interests = new ArrayList<>();
    for (OpenedJob opened : access.openAll(form.tokens()).jobs()) {
      Job job = opened.job();
      interests.add(
          new Interest(
              new Topic.OfJob(job.id()),
              Optional.of(Watch.Grant.of(opened.access(), job)),
              earlier(job.times().retainedUntil(), form.end())));
    }
    Instant late = clock.instant().plus(LONGEST);
    owner
        .map(Topic.OfOwner::new)
        .map(topic -> new Interest(topic, Optional.empty(), earlier(late, form.end())))
        .ifPresent(interests::add);
    return interests;
  }

  private Subscribed look(SubscriptionForm form, Optional<Owner> owner) {
    OpenedJobs opened = access.openAll(form.tokens());
    Map<JobId, Job> jobs = new LinkedHashMap<>();
    opened.jobs().forEach(one -> jobs.put(one.job().id(), one.job()));
    owner.stream()
        .flatMap(user -> owned.newest(user, MOST_SHOWN).stream())
        .forEach(job -> jobs.put(job.id(), job));
    return new Subscribed(List.copyOf(jobs.values()), opened.invalidTokens());
  }

  private static Instant earlier(Instant one, Optional<Instant> other) {
    return other.filter(one::isAfter).orElse(one);
  }

  private static Refusal tooMany(String detail) {
    return new Refusal(Problem.of(429, "too_many_subscriptions", detail));
  }
}
