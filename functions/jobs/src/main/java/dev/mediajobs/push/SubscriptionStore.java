package dev.mediajobs.push;

import dev.mediajobs.jobs.Backoff;
import dev.mediajobs.push.SubscriptionRows.Row;
import dev.mediajobs.sockets.Topic;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Which browsers want to be notified of what, in the jobs table. Reads are strongly consistent.
 * What is over is found no more from that second on, whenever DynamoDB deletes it.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class SubscriptionStore {

  /** How many things one subscription may be about at once. */
  public static final int MOST_TOPICS = 200;

  /**
   * How many subscriptions may be about one thing: so many of its owners, and as many of those whom
   * they have given a link to, so that these can't crowd them out.
   */
  public static final int MOST_SUBSCRIBERS = 20;

  private static final int MOST_TRIES = 8;

  private static final String UNCHANGED = "#version = :version AND #generation = :generation";
  private static final Map<String, String> UNCHANGED_NAMES =
      Map.of(
          "#version", SubscriptionRows.VERSION,
          "#generation", SubscriptionRows.GENERATION);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;
  private final Places places;
  private final Backoff backoff = Backoff.ofRequests();

  /** What came of it when a subscription was to be about more. */
  public sealed interface Added {

    /**
     * Whoever asks for the subscribers finds it from now on.
     *
     * @param full those of the things that have {@link #MOST_SUBSCRIBERS} without it; it is about
     *     all others
     */
    record Subscribed(Set<Topic> full) implements Added {

      /** Keeps a copy. */
      public Subscribed {
        full = Set.copyOf(full);
      }
    }

    /** It would have been about more than {@link #MOST_TOPICS}; it is about no more than before. */
    record TooManyTopics() implements Added {}

    /** All of the things have {@link #MOST_SUBSCRIBERS}; it is about no more than before. */
    record TooManySubscribers() implements Added {}
  }

  /** In {@code table}. */
  public SubscriptionStore(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
    this.places = new Places(dynamoDb, table, clock);
  }

  /**
   * Has a subscription be about these things, besides those that it is about already. Its keys are
   * those of the last call.
   *
   * @param wishes each for another topic
   */
  public Added add(Subscription subscription, List<Wish> wishes) {
    for (int number = 1; number <= MOST_TRIES; number++) {
      Optional<Row> before = read(subscription.id());
      Row after = with(before, subscription, wishes);
      if (after.topics().size() > MOST_TOPICS) {
        return new Added.TooManyTopics();
      }
      if (isPut(before, after)) {
        return subscribed(after, wishes);
      }
      backoff.pauseBefore(number);
    }
    throw outrun();
  }

  /**
   * Forgets a subscription, whether or not there is one. Its row goes last, so that another call
   * finds what is left if this one breaks off.
   */
  public void remove(String id) {
    for (int number = 1; number <= MOST_TRIES; number++) {
      Optional<Row> row = read(id);
      if (row.isEmpty()) {
        return;
      }
      row.get().topics().keySet().forEach(topic -> places.leave(topic, id, row.get().generation()));
      if (isDeleted(row.get())) {
        return;
      }
      backoff.pauseBefore(number);
    }
    throw outrun();
  }

  /**
   * A subscription.
   *
   * @param generation as its subscriber has it
   * @return empty when it has ended, even if there is a new one of the same name
   */
  public Optional<Subscription> find(String id, String generation) {
    return read(id)
        .filter(row -> row.generation().equals(generation))
        .filter(row -> row.end().isAfter(clock.instant()))
        .map(Row::subscription);
  }

  /** Who wants to know of this. */
  public List<Subscriber> subscribers(Topic topic) {
    return places.subscribers(topic);
  }

  private Row with(Optional<Row> before, Subscription subscription, List<Wish> wishes) {
    Instant now = clock.instant();
    Map<String, Instant> topics = new HashMap<>();
    before.ifPresent(row -> topics.putAll(row.topics()));
    topics.values().removeIf(end -> !end.isAfter(now));
    wishes.forEach(wish -> topics.put(wish.topic().key(), wish.interest().end()));
    return new Row(
        subscription,
        before.map(Row::generation).orElseGet(() -> UUID.randomUUID().toString()),
        before.map(Row::version).orElse(0L) + 1,
        topics);
  }

  private Added subscribed(Row row, List<Wish> wishes) {
    Set<Topic> full = new HashSet<>();
    Set<String> lost = new HashSet<>();
    for (Wish wish : wishes) {
      Places.Taken taken = places.take(row.subscription().id(), row.generation(), wish);
      if (taken != Places.Taken.YES) {
        full.add(wish.topic());
      }
      if (taken == Places.Taken.NO) {
        lost.add(wish.topic().key());
      }
    }
    if (!lost.isEmpty()) {
      drop(row, lost);
    }
    return full.isEmpty() || full.size() < wishes.size()
        ? new Added.Subscribed(full)
        : new Added.TooManySubscribers();
  }

  /** A subscription that is about nothing any more is none. */
  private void drop(Row subscribed, Set<String> topics) {
    String id = subscribed.subscription().id();
    for (int number = 1; number <= MOST_TRIES; number++) {
      Optional<Row> before =
          read(id).filter(row -> row.generation().equals(subscribed.generation()));
      if (before.isEmpty()) {
        return;
      }
      Row after = before.get().without(topics);
      if (after.topics().isEmpty() ? isDeleted(before.get()) : isPut(before, after)) {
        return;
      }
      backoff.pauseBefore(number);
    }
    throw outrun();
  }

  private Optional<Row> read(String id) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get -> get.tableName(table).key(SubscriptionRows.key(id)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(SubscriptionRows.toRow(item));
  }

  private boolean isPut(Optional<Row> before, Row after) {
    PutItemRequest.Builder put =
        PutItemRequest.builder().tableName(table).item(SubscriptionRows.of(after));
    before.ifPresentOrElse(
        row ->
            put.conditionExpression(UNCHANGED)
                .expressionAttributeNames(UNCHANGED_NAMES)
                .expressionAttributeValues(unchanged(row)),
        () -> put.conditionExpression("attribute_not_exists(pk)"));
    try {
      dynamoDb.putItem(put.build());
      return true;
    } catch (ConditionalCheckFailedException outrun) {
      return false;
    }
  }

  private boolean isDeleted(Row row) {
    try {
      dynamoDb.deleteItem(
          delete ->
              delete
                  .tableName(table)
                  .key(SubscriptionRows.key(row.subscription().id()))
                  .conditionExpression(UNCHANGED)
                  .expressionAttributeNames(UNCHANGED_NAMES)
                  .expressionAttributeValues(unchanged(row)));
      return true;
    } catch (ConditionalCheckFailedException outrun) {
      return false;
    }
  }

  private static Map<String, AttributeValue> unchanged(Row row) {
    return Map.of(
        ":version", SubscriptionRows.number(row.version()),
        ":generation", AttributeValue.fromS(row.generation()));
  }

  private static SdkClientException outrun() {
    return SdkClientException.create("a subscription's row was changed by others all the time");
  }
}
