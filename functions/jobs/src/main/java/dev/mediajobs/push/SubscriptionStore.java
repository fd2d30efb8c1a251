package dev.mediajobs.push;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.Backoff;
import dev.mediajobs.push.SubscriptionRows.Row;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Which browsers want to be notified of what, in the jobs table. Reads are strongly consistent.
 * What is over is found no more from that second on, whenever DynamoDB deletes it.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class SubscriptionStore {

  private static final Logger LOG = LoggerFactory.getLogger(SubscriptionStore.class);

  /** How many things one subscription may be about at once. */
  public static final int MOST_TOPICS = 200;

  /**
   * How many subscriptions may be about one thing: so many of its owners, and as many of those whom
   * they have given a link to, so that these can't crowd them out.
   */
  public static final int MOST_SUBSCRIBERS = 20;

  private static final int MOST_TRIES = 8;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;
  private final Backoff backoff = Backoff.ofRequests();

  /** What came of a wish to subscribe. */
  public enum Added {
    /** Whoever asks for the subscribers finds it from now on. */
    YES,
    /** It would have been about more than {@link #MOST_TOPICS}. */
    TOO_MANY_TOPICS,
    /** One of the things has {@link #MOST_SUBSCRIBERS}. */
    TOO_MANY_SUBSCRIBERS
  }

  /** In {@code table}. */
  public SubscriptionStore(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  /**
   * Has a subscription be about these things, besides those that it is about already. Its keys are
   * those of the last call.
   *
   * @param interests each in another topic
   */
  public Added add(Subscription subscription, List<Interest> interests) {
    for (int number = 1; number <= MOST_TRIES; number++) {
      Optional<Row> before = read(subscription.id());
      Row after = with(before, subscription, interests);
      if (after.topics().size() > MOST_TOPICS) {
        return Added.TOO_MANY_TOPICS;
      }
      if (isPut(before, after)) {
        return subscribed(after, interests);
      }
      backoff.pauseBefore(number);
    }
    throw SdkClientException.create("a subscription's row was changed by others all the time");
  }

  /** Forgets a subscription, whether or not there is one. */
  public void remove(String id) {
    Map<String, AttributeValue> item =
        dynamoDb
            .deleteItem(
                delete ->
                    delete
                        .tableName(table)
                        .key(SubscriptionRows.key(id))
                        .returnValues(ReturnValue.ALL_OLD))
            .attributes();
    if (!item.isEmpty()) {
      Row row = SubscriptionRows.toRow(item);
      row.topics()
          .keySet()
          .forEach(topic -> delete(SubscriptionRows.keyOf(topic, id), row.generation()));
    }
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
    Instant now = clock.instant();
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("#pk = :topic")
            .expressionAttributeNames(Map.of("#pk", SubscriptionRows.PARTITION))
            .expressionAttributeValues(
                Map.of(":topic", AttributeValue.fromS(SubscriptionRows.partition(topic))))
            .build();
    return dynamoDb.queryPaginator(query).items().stream()
        .map(item -> SubscriptionRows.toSubscriber(topic, item))
        .filter(subscriber -> subscriber.interest().end().isAfter(now))
        .toList();
  }

  private Row with(Optional<Row> before, Subscription subscription, List<Interest> interests) {
    Instant now = clock.instant();
    Map<String, Instant> topics = new HashMap<>();
    before.ifPresent(row -> topics.putAll(row.topics()));
    topics.values().removeIf(end -> !end.isAfter(now));
    interests.forEach(interest -> topics.put(interest.topic().key(), interest.end()));
    return new Row(
        subscription,
        before.map(Row::generation).orElseGet(() -> UUID.randomUUID().toString()),
        before.map(Row::version).orElse(0L) + 1,
        topics);
  }

  /** Written first and counted afterwards, so that of many at once none too many stay. */
  private Added subscribed(Row row, List<Interest> interests) {
    List<Subscriber> isNew = new ArrayList<>();
    boolean fits = true;
    for (Interest interest : interests) {
      Subscriber subscriber = new Subscriber(row.subscription().id(), row.generation(), interest);
      if (putIsNew(subscriber)) {
        isNew.add(subscriber);
        fits &= hasRoom(interest);
      }
    }
    if (fits) {
      return Added.YES;
    }
    isNew.forEach(
        subscriber ->
            delete(
                SubscriptionRows.key(subscriber.interest().topic(), subscriber.subscription()),
                row.generation()));
    return Added.TOO_MANY_SUBSCRIBERS;
  }

  private boolean hasRoom(Interest interest) {
    return subscribers(interest.topic()).stream()
            .filter(other -> isOfReader(other.interest()) == isOfReader(interest))
            .count()
        <= MOST_SUBSCRIBERS;
  }

  private static boolean isOfReader(Interest interest) {
    return interest.grant().map(Watch.Grant::access).filter(Access.READER::equals).isPresent();
  }

  /** A row that is over but not yet deleted is none. */
  private boolean putIsNew(Subscriber subscriber) {
    Map<String, AttributeValue> before =
        dynamoDb
            .putItem(
                put ->
                    put.tableName(table)
                        .item(SubscriptionRows.of(subscriber))
                        .returnValues(ReturnValue.ALL_OLD))
            .attributes();
    return before.isEmpty()
        || !SubscriptionRows.toSubscriber(subscriber.interest().topic(), before)
            .interest()
            .end()
            .isAfter(clock.instant());
  }

  private Optional<Row> read(String id) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get -> get.tableName(table).key(SubscriptionRows.key(id)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(SubscriptionRows.toRow(item));
  }

  private boolean isPut(Optional<Row> before, Row after) {
    try {
      dynamoDb.putItem(
          put -> {
            put.tableName(table).item(SubscriptionRows.of(after));
            if (before.isEmpty()) {
              put.conditionExpression("attribute_not_exists(pk)");
            } else {
              put.conditionExpression("#version = :version AND #generation = :generation")
                  .expressionAttributeNames(
                      Map.of(
                          "#version", SubscriptionRows.VERSION,
                          "#generation", SubscriptionRows.GENERATION))
                  .expressionAttributeValues(
                      Map.of(
                          ":version", SubscriptionRows.number(before.get().version()),
                          ":generation", AttributeValue.fromS(before.get().generation())));
            }
          });
      return true;
    } catch (ConditionalCheckFailedException outrun) {
      return false;
    }
  }

  private void delete(Map<String, AttributeValue> key, String generation) {
    try {
      dynamoDb.deleteItem(
          delete ->
              delete
                  .tableName(table)
                  .key(key)
                  .conditionExpression("#generation = :generation")
                  .expressionAttributeNames(Map.of("#generation", SubscriptionRows.GENERATION))
                  .expressionAttributeValues(
                      Map.of(":generation", AttributeValue.fromS(generation))));
    } catch (ConditionalCheckFailedException replaced) {
      LOG.debug("a subscription that has ended has begun anew", replaced);
    }
  }
}
