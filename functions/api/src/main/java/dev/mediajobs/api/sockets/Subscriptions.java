package dev.mediajobs.api.sockets;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.identity.Identities;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.api.jobs.OpenedJobs;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.OwnedJobs;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.sockets.SocketStore;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has connections watch jobs. A subscription is written before the jobs are looked at, so a change
 * is in what is answered, or is told afterwards, or both; never neither.
 */
final class Subscriptions {

  /** How many of a user's newest jobs are shown to whoever watches all of them. */
  static final int MOST_SHOWN = 20;

  /**
   * API Gateway ends a connection after two hours; a while later nobody needs what is known of it.
   */
  private static final Duration LONGEST_CONNECTION = Duration.ofHours(3);

  private final SocketStore sockets;
  private final JobAccess access;
  private final JobStore jobs;
  private final OwnedJobs owned;
  private final Identities identities;

  Subscriptions(
      SocketStore sockets,
      JobAccess access,
      JobStore jobs,
      OwnedJobs owned,
      Identities identities) {
    this.sockets = sockets;
    this.access = access;
    this.jobs = jobs;
    this.owned = owned;
    this.identities = identities;
  }

  /**
   * Has a connection watch what {@code form} names, as far as it may.
   *
   * @return the jobs as they were after that
   * @throws Refusal when nobody is signed in who had to be, or it would be too much
   */
  OpenJobs add(SocketMessage message, SubscribeForm form) throws Refusal {
    Optional<Owner> owner = owner(message, form);
    List<Watch> watches = watches(message.connection(), form, owner, look(form, owner));
    if (!watches.isEmpty() && !sockets.add(message.connection(), watches, end(message))) {
      throw new Refusal(
          Problem.of(
              429,
              "too_many_subscriptions",
              "A connection can watch %d jobs at most. Unsubscribe from some, or open another one."
                  .formatted(SocketStore.MOST_TOPICS)));
    }
    return look(form, owner);
  }

  /** Has a connection watch these jobs no longer. */
  void remove(SocketMessage message, Set<JobId> ids) {
    List<Topic> topics = ids.stream().<Topic>map(Topic.OfJob::new).toList();
    sockets.remove(message.connection(), topics, end(message));
  }

  /** Has a connection watch nothing any more. */
  void removeAll(SocketMessage message) {
    sockets.forget(message.connection());
  }

  private Optional<Owner> owner(SocketMessage message, SubscribeForm form) throws Refusal {
    if (form.accessToken().isEmpty()) {
      return Optional.empty();
    }
    String subject = identities.of(form.accessToken().get(), message.requestId()).subject();
    return Optional.of(new Owner(subject));
  }

  private OpenJobs look(SubscribeForm form, Optional<Owner> owner) {
    OpenedJobs opened = access.openAll(form.tokens());
    Map<String, JobId> named = new LinkedHashMap<>();
    form.jobIds().forEach(text -> JobId.parse(text).ifPresent(id -> named.put(text, id)));
    Map<JobId, Job> own = new HashMap<>();
    jobs.findAll(named.values()).stream()
        .filter(job -> owner.isPresent() && job.owner().equals(owner))
        .forEach(job -> own.put(job.id(), job));
    List<String> invalid = new ArrayList<>();
    for (String text : form.jobIds()) {
      if (Optional.ofNullable(named.get(text)).filter(own::containsKey).isEmpty()) {
        invalid.add(text);
      }
    }
    if (form.allJobs()) {
      owner.stream()
          .flatMap(user -> owned.newest(user, MOST_SHOWN).stream())
          .forEach(job -> own.put(job.id(), job));
    }
    return new OpenJobs(opened.jobs(), List.copyOf(own.values()), opened.invalidTokens(), invalid);
  }

  private static List<Watch> watches(
      String connection, SubscribeForm form, Optional<Owner> owner, OpenJobs found) {
    Map<Topic, Watch> watches = new LinkedHashMap<>();
    found
        .opened()
        .forEach(
            one ->
                watches.put(
                    new Topic.OfJob(one.job().id()),
                    new Watch(
                        connection,
                        new Topic.OfJob(one.job().id()),
                        Optional.of(Watch.Grant.of(one.access(), one.job())))));
    Set<String> ids =
        form.jobIds().stream()
            .map(text -> text.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    found.own().stream()
        .filter(job -> ids.contains(job.id().toString()))
        .map(job -> new Topic.OfJob(job.id()))
        .forEach(topic -> watches.put(topic, new Watch(connection, topic, Optional.empty())));
    if (form.allJobs()) {
      owner
          .map(Topic.OfOwner::new)
          .ifPresent(topic -> watches.put(topic, new Watch(connection, topic, Optional.empty())));
    }
    return List.copyOf(watches.values());
  }

  private static Instant end(SocketMessage message) {
    return message.connectedAt().plus(LONGEST_CONNECTION);
  }
}
