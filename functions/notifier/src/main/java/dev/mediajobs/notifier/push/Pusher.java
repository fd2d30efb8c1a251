package dev.mediajobs.notifier.push;

import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.TokenVersionStore;
import dev.mediajobs.notifier.tries.RetrySchedule;
import dev.mediajobs.outbound.Destination;
import dev.mediajobs.outbound.InvalidDestinationException;
import dev.mediajobs.outbound.OutboundHttp;
import dev.mediajobs.outbound.Reach;
import dev.mediajobs.outbound.RefusedAddressException;
import dev.mediajobs.outbound.Reply;
import dev.mediajobs.push.MessageEncryption;
import dev.mediajobs.push.Subscription;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.sockets.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands notifications to the push services of browsers. One that can't be handed over now goes back
 * to the queue. Log lines tell no endpoint, for whoever knows one can write to the browser.
 */
final class Pusher {

  private static final Logger LOG = LoggerFactory.getLogger(Pusher.class);

  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** Clocks differ. */
  private static final Duration EARLY = Duration.ofSeconds(2);

  private static final int FIRST_SUCCESS = 200;
  private static final int FIRST_REDIRECTION = 300;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private final SubscriptionStore subscriptions;
  private final TokenVersionStore tokens;
  private final PushQueue queue;
  private final MessageEncryption encryption;
  private final PushMessages messages;
  private final OutboundHttp http;
  private final Reach reach;
  private final RetrySchedule schedule;
  private final Clock clock;

  Pusher(
      SubscriptionStore subscriptions,
      TokenVersionStore tokens,
      PushQueue queue,
      MessageEncryption encryption,
      PushMessages messages,
      OutboundHttp http,
      Reach reach,
      RetrySchedule schedule,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.tokens = tokens;
    this.queue = queue;
    this.encryption = encryption;
    this.messages = messages;
    this.http = http;
    this.reach = reach;
    this.schedule = schedule;
    this.clock = clock;
  }

  /** What came of a try. */
  private sealed interface Result {

    /** The push service has the message. */
    record Taken() implements Result {}

    /** The browser has unsubscribed. */
    record Ended() implements Result {}

    /** Another try may help; the header Retry-After, if there was one, says when. */
    record Later(Optional<String> retryAfter) implements Result {}

    /** No other try helps. */
    record Refused() implements Result {}
  }

  /**
   * Tries a notification, if it is due.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when an AWS service can't be reached
   *     or refuses; the notification must come again
   */
  void tryNow(Notification notification) {
    Instant now = clock.instant();
    if (!now.isBefore(notification.end())) {
      LOG.info("the notification {} is too late", notification.event());
      return;
    }
    if (notification.due().isAfter(now.plus(EARLY))) {
      wait(notification, now);
      return;
    }
    Optional<Subscription> subscription =
        subscriptions.find(notification.subscription(), notification.generation());
    if (subscription.isEmpty()) {
      LOG.info("the subscription of the notification {} has ended", notification.event());
      return;
    }
    if (!mayBeTold(notification)) {
      LOG.info("the token of the notification {} opens its job no more", notification.event());
      return;
    }
    switch (sent(notification, subscription.get(), now)) {
      case Result.Taken _ -> LOG.debug("the notification {} was taken", notification.event());
      case Result.Refused _ -> LOG.warn("the notification {} is dropped", notification.event());
      case Result.Ended _ -> subscriptions.remove(notification.subscription());
      case Result.Later(Optional<String> retryAfter) -> postpone(notification, retryAfter);
    }
  }

  /** A token may have been revoked, and a job deleted, while the notification waited. */
  private boolean mayBeTold(Notification notification) {
    Optional<Watch.Grant> grant = notification.grant();
    return grant.isEmpty()
        || tokens.find(notification.job()).filter(grant.get()::isGoodFor).isPresent();
  }

  private void postpone(Notification notification, Optional<String> retryAfter) {
    Instant now = clock.instant();
    Optional<Notification> next =
        schedule
            .after(notification.tries() + 1, retryAfter, now)
            .map(pause -> notification.postponed(now.plus(pause)))
            .filter(later -> later.due().isBefore(later.end()));
    if (next.isPresent()) {
      wait(next.get(), now);
    } else {
      LOG.warn("the notification {} was tried for the last time", notification.event());
    }
  }

  /** The queue holds a message back for a quarter of an hour; then it comes here, and waits on. */
  private void wait(Notification notification, Instant now) {
    Duration left = Duration.between(now, notification.due());
    queue.send(
        notification, left.compareTo(JobQueue.LONGEST_DELAY) > 0 ? JobQueue.LONGEST_DELAY : left);
  }

  private Result sent(Notification notification, Subscription subscription, Instant now) {
    int number = notification.tries() + 1;
    try {
      Destination to = Destination.of(subscription.endpoint(), reach);
      Reply reply =
          http.post(
              to,
              messages.headers(notification, to, now),
              encryption.encrypt(
                  notification.payload().getBytes(StandardCharsets.UTF_8), subscription.keys()),
              LIMIT);
      LOG.info("try {} of the notification {}: {}", number, notification.event(), reply.status());
      return result(reply);
    } catch (InvalidDestinationException | RefusedAddressException e) {
      LOG.warn("the notification {} leads where none may go", notification.event());
      return new Result.Refused();
    } catch (IOException e) {
      // Its message may tell the endpoint's host.
      LOG.info(
          "try {} of the notification {} found no push service: {}",
          number,
          notification.event(),
          e.getClass().getSimpleName());
      return new Result.Later(Optional.empty());
    }
  }

  private static Result result(Reply reply) {
    int status = reply.status();
    if (status >= FIRST_SUCCESS && status < FIRST_REDIRECTION) {
      return new Result.Taken();
    }
    if (status == NOT_FOUND || status == GONE) {
      return new Result.Ended();
    }
    return status == TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR
        ? new Result.Later(reply.retryAfter())
        : new Result.Refused();
  }
}
