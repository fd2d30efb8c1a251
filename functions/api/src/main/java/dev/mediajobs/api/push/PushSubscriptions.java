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
import dev.mediajobs.push.Subscription;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.push.SubscriptionStore.Added;
import dev.mediajobs.push.Wish;
import dev.mediajobs.sockets.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
   * Subscribes to what {@code form} names, as far as its tokens open anything and not too many
   * others are subscribed to it.
   *
   * @param owner the signed-in user whose jobs are meant, if any are
   * @throws Refusal when it would be too much, or all of it is full
   */
  Subscribed add(SubscriptionForm form, Optional<Owner> owner) throws Refusal {
    List<Wish> wishes = wishes(form, owner);
    return look(form, owner, wishes.isEmpty() ? Set.of() : full(form.subscription(), wishes));
  }

  private Set<Topic> full(Subscription subscription, List<Wish> wishes) throws Refusal {
    return switch (subscriptions.add(subscription, wishes)) {
      case Added.Subscribed(Set<Topic> full) -> full;
      case Added.TooManyTopics _ ->
          throw tooMany(
              "A browser can be notified of %d jobs at most. Wait until some of them are gone."
                  .formatted(SubscriptionStore.MOST_TOPICS));
      case Added.TooManySubscribers _ ->
          throw tooMany(
              "%d browsers at most can be notified of the same. Unsubscribe in another one."
                  .formatted(SubscriptionStore.MOST_SUBSCRIBERS));
    };
  }

  /** Ends a subscription, whether or not there is one. */
  void remove(String id) {
    if (ID.matcher(id).matches()) {
      subscriptions.remove(id);
    }
  }

  private List<Wish> wishes(SubscriptionForm form, Optional<Owner> owner) {
    List<Wish> wishes = new ArrayList<>();
    for (OpenedJob opened : access.openAll(form.tokens()).jobs()) {
      Job job = opened.job();
      wishes.add(
          Wish.ofJob(job, opened.access(), earlier(job.times().retainedUntil(), form.end())));
    }
    Instant late = clock.instant().plus(LONGEST);
    owner.map(user -> Wish.ofOwner(user, earlier(late, form.end()))).ifPresent(wishes::add);
    return wishes;
  }

  /** A full job of a user who is told of all their jobs is told nevertheless. */
  private Subscribed look(SubscriptionForm form, Optional<Owner> owner, Set<Topic> full) {
    Optional<Owner> told = owner.filter(user -> !full.contains(new Topic.OfOwner(user)));
    OpenedJobs opened = access.openAll(form.tokens());
    Map<JobId, Job> jobs = new LinkedHashMap<>();
    List<Job> fullJobs = new ArrayList<>();
    for (OpenedJob one : opened.jobs()) {
      Job job = one.job();
      boolean isTold = told.isPresent() && told.equals(job.owner());
      if (isTold || !full.contains(new Topic.OfJob(job.id()))) {
        jobs.put(job.id(), job);
      } else {
        fullJobs.add(job);
      }
    }
    told.stream()
        .flatMap(user -> owned.newest(user, MOST_SHOWN).stream())
        .forEach(job -> jobs.put(job.id(), job));
    return new Subscribed(
        told.isPresent(), List.copyOf(jobs.values()), fullJobs, opened.invalidTokens());
  }

  private static Instant earlier(Instant one, Optional<Instant> other) {
    return other.filter(one::isAfter).orElse(one);
  }

  private static Refusal tooMany(String detail) {
    return new Refusal(Problem.of(429, "too_many_subscriptions", detail));
  }
}
