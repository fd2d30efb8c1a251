package dev.mediajobs.push;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How subscriptions are written in the jobs table: a row for each subscription, and one for each
 * thing that it is about, whose partition is that thing.
 */
final class SubscriptionRows {

  static final String PARTITION = "pk";
  static final String VERSION = "version";
  static final String GENERATION = "generation";
  static final String ACCESS = "access";
  static final String TOKEN_VERSION = "token_version";
  static final String EXPIRY = "expires_at";

  private static final String SORT = "sk";
  private static final String PREFIX = "push#";
  private static final String SUBSCRIPTION = "subscription";
  private static final String ENDPOINT = "endpoint";
  private static final String P256DH = "p256dh";
  private static final String AUTH = "auth";
  private static final String TOPICS = "topics";

  private SubscriptionRows() {}

  /**
   * The row of a subscription.
   *
   * @param subscription whom to notify
   * @param generation chosen at random when the row was made anew
   * @param version grows by one with each change, so that two can't make the same one
   * @param topics when each thing that it is about is over, by the thing's key
   */
  record Row(
      Subscription subscription, String generation, long version, Map<String, Instant> topics) {

    /** Keeps a copy. */
    Row {
      topics = Map.copyOf(topics);
    }

    /** When nothing of it is left. */
    Instant end() {
      return topics.values().stream().max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /** The next version, which is not about those topics any more. */
    Row without(Set<String> keys) {
      Map<String, Instant> left = new HashMap<>(topics);
      left.keySet().removeAll(keys);
      return new Row(subscription, generation, version + 1, left);
    }
  }

  static Map<String, AttributeValue> key(String subscription) {
    return key(PREFIX + subscription, SUBSCRIPTION);
  }

  /** The key of the row that says that the subscription is about the topic with this key. */
  static Map<String, AttributeValue> keyOf(String topic, String subscription) {
    return key(PREFIX + topic, subscription);
  }

  static String partition(Topic topic) {
    return PREFIX + topic.key();
  }

  static Map<String, AttributeValue> of(Row row) {
    Map<String, AttributeValue> item = new HashMap<>(key(row.subscription().id()));
    item.put(ENDPOINT, AttributeValue.fromS(row.subscription().endpoint()));
    item.put(P256DH, AttributeValue.fromS(row.subscription().keys().p256dh()));
    item.put(AUTH, AttributeValue.fromS(row.subscription().keys().auth()));
    item.put(GENERATION, AttributeValue.fromS(row.generation()));
    item.put(VERSION, number(row.version()));
    Map<String, AttributeValue> topics = new HashMap<>();
    row.topics().forEach((topic, end) -> topics.put(topic, epoch(end)));
    item.put(TOPICS, AttributeValue.fromM(topics));
    item.put(EXPIRY, epoch(row.end()));
    return item;
  }

  static Row toRow(Map<String, AttributeValue> item) {
    Map<String, Instant> topics = new HashMap<>();
    value(item, TOPICS).m().forEach((topic, end) -> topics.put(topic, instant(end)));
    return new Row(
        new Subscription(
            value(item, ENDPOINT).s(),
            new SubscriberKeys(value(item, P256DH).s(), value(item, AUTH).s())),
        value(item, GENERATION).s(),
        Long.parseLong(value(item, VERSION).n()),
        topics);
  }

  static Map<String, AttributeValue> of(Subscriber subscriber) {
    Interest interest = subscriber.interest();
    Map<String, AttributeValue> item =
        new HashMap<>(keyOf(interest.topic().key(), subscriber.subscription()));
    item.put(GENERATION, AttributeValue.fromS(subscriber.generation()));
    item.put(EXPIRY, epoch(interest.end()));
    interest
        .grant()
        .ifPresent(
            grant -> {
              item.put(ACCESS, text(grant.access()));
              item.put(TOKEN_VERSION, number(grant.version()));
            });
    return item;
  }

  static Subscriber toSubscriber(Topic topic, Map<String, AttributeValue> item) {
    Optional<Watch.Grant> grant =
        Optional.ofNullable(item.get(ACCESS))
            .map(
                access ->
                    new Watch.Grant(
                        Access.valueOf(access.s().toUpperCase(Locale.ROOT)),
                        Integer.parseInt(value(item, TOKEN_VERSION).n())));
    return new Subscriber(
        value(item, SORT).s(),
        value(item, GENERATION).s(),
        new Interest(topic, grant, instant(value(item, EXPIRY))));
  }

  static AttributeValue text(Access access) {
    return AttributeValue.fromS(access.name().toLowerCase(Locale.ROOT));
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PARTITION, AttributeValue.fromS(partition), SORT, AttributeValue.fromS(sort));
  }

  private static AttributeValue epoch(Instant instant) {
    return number(Math.ceilDiv(instant.toEpochMilli(), 1000L));
  }

  private static Instant instant(AttributeValue epoch) {
    return Instant.ofEpochSecond(Long.parseLong(epoch.n()));
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name))
        .orElseThrow(() -> new IllegalStateException("the row has no attribute " + name));
  }
}
