package dev.mediajobs.push;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.sockets.Topic;
import dev.mediajobs.sockets.Watch;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The places of subscriptions among those who want to know of the same. What is over takes none,
 * whenever DynamoDB deletes it.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
final class Places {

  private static final Logger LOG = LoggerFactory.getLogger(Places.class);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;

  Places(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  /** What came of it when a place was to be taken. */
  enum Taken {
    /** The subscription has a place. */
    YES,
    /** There was none for owners; the one that it had by a link is still there. */
    BY_LINK_ONLY,
    /** There was none. */
    NO
  }

  /** Who wants to know of this. */
  List<Subscriber> subscribers(Topic topic) {
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

  /** Written first and counted afterwards, so that of many at once none too many stay. */
  Taken take(String subscription, String generation, Wish wish) {
    Subscriber wished = new Subscriber(subscription, generation, wish.interest());
    Optional<Subscriber> before;
    try {
      before = put(wished, wish.better()).filter(this::isLive);
    } catch (ConditionalCheckFailedException hasBetter) {
      LOG.debug("the better grant stays, until what is wished now is over", hasBetter);
      Interest interest = new Interest(wish.topic(), wish.better(), wish.interest().end());
      put(new Subscriber(subscription, generation, interest));
      return Taken.YES;
    }
    boolean byLink = isByLink(wished);
    if (before.filter(earlier -> isByLink(earlier) == byLink).isPresent()
        || hasRoom(wish.topic(), byLink)) {
      return Taken.YES;
    }
    Optional<Subscriber> link =
        before.filter(Places::isByLink).filter(earlier -> earlier.generation().equals(generation));
    link.ifPresentOrElse(this::put, () -> leave(wish.topic().key(), subscription, generation));
    return link.isPresent() ? Taken.BY_LINK_ONLY : Taken.NO;
  }

  /**
   * Gives a place back, if the subscription has it still and has not begun anew.
   *
   * @param topic the thing's key
   */
  void leave(String topic, String subscription, String generation) {
    try {
      dynamoDb.deleteItem(
          delete ->
              delete
                  .tableName(table)
                  .key(SubscriptionRows.keyOf(topic, subscription))
                  .conditionExpression("#generation = :generation")
                  .expressionAttributeNames(Map.of("#generation", SubscriptionRows.GENERATION))
                  .expressionAttributeValues(
                      Map.of(":generation", AttributeValue.fromS(generation))));
    } catch (ConditionalCheckFailedException replaced) {
      LOG.debug("a place was given back before, or is that of a later subscription", replaced);
    }
  }

  private boolean hasRoom(Topic topic, boolean byLink) {
    return subscribers(topic).stream().filter(other -> isByLink(other) == byLink).count()
        <= SubscriptionStore.MOST_SUBSCRIBERS;
  }

  private boolean isLive(Subscriber subscriber) {
    return subscriber.interest().end().isAfter(clock.instant());
  }

  private static boolean isByLink(Subscriber subscriber) {
    return subscriber
        .interest()
        .grant()
        .map(Watch.Grant::access)
        .filter(Access.READER::equals)
        .isPresent();
  }

  private void put(Subscriber subscriber) {
    Optional<Subscriber> _ = put(subscriber, Optional.empty());
  }

  /**
   * Writes it and answers what was there.
   *
   * @param better what it must not take the place of
   * @throws ConditionalCheckFailedException when that is there
   */
  private Optional<Subscriber> put(Subscriber subscriber, Optional<Watch.Grant> better) {
    PutItemRequest.Builder put =
        PutItemRequest.builder()
            .tableName(table)
            .item(SubscriptionRows.of(subscriber))
            .returnValues(ReturnValue.ALL_OLD);
    better.ifPresent(grant -> unlessThereIs(grant, subscriber.generation(), put));
    Map<String, AttributeValue> before = dynamoDb.putItem(put.build()).attributes();
    return before.isEmpty()
        ? Optional.empty()
        : Optional.of(SubscriptionRows.toSubscriber(subscriber.interest().topic(), before));
  }

  private void unlessThereIs(Watch.Grant grant, String generation, PutItemRequest.Builder put) {
    put.conditionExpression(
            "NOT (#generation = :generation AND #access = :access AND #version = :version"
                + " AND #end > :now)")
        .expressionAttributeNames(
            Map.of(
                "#generation", SubscriptionRows.GENERATION,
                "#access", SubscriptionRows.ACCESS,
                "#version", SubscriptionRows.TOKEN_VERSION,
                "#end", SubscriptionRows.EXPIRY))
        .expressionAttributeValues(
            Map.of(
                ":generation", AttributeValue.fromS(generation),
                ":access", SubscriptionRows.text(grant.access()),
                ":version", SubscriptionRows.number(grant.version()),
                ":now", SubscriptionRows.number(clock.instant().getEpochSecond())));
  }
}
