package dev.mediajobs.sockets;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.Backoff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The table of connections. A row for each watch has the topic as its partition, so that one strong
 * query tells who watches it; a row for each connection names its topics, so that they are found
 * when it ends. What a connection leaves behind that ended unheard, DynamoDB deletes by its time to
 * live.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class SocketStore {

  /** How many topics a connection may watch. */
  public static final int MOST_TOPICS = 200;

  /** How many connections are told of one topic. */
  public static final int MOST_WATCHERS = 1000;

  /** DynamoDB takes no more in one request. */
  private static final int MOST_WRITES = 25;

  private static final int MOST_TRIES = 8;
  private static final String PARTITION = "pk";
  private static final String SORT = "sk";
  private static final String TOPICS = "topics";
  private static final String EXPIRY = "expires_at";
  private static final String ACCESS = "access";
  private static final String VERSION = "token_version";
  private static final String CONNECTION = "connection";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Backoff backoff = Backoff.ofRequests();

  /** In {@code table}. */
  public SocketStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * Has a connection watch topics, besides those that it watches already. When this returns,
   * whoever asks for the watchers of one of them finds it.
   *
   * @param watches all of this connection, each with a topic of its own
   * @param end when the connection has ended for certain
   * @return false when it would watch more than {@link #MOST_TOPICS}; nothing is changed then
   */
  public boolean add(String connection, List<Watch> watches, Instant end) {
    Set<String> added = keys(watches.stream().map(Watch::topic).toList());
    boolean known =
        change(
            connection,
            before -> {
              Set<String> after = new TreeSet<>(before);
              after.addAll(added);
              return after;
            },
            end);
    if (known) {
      write(watches.stream().map(watch -> put(watch, end)).toList());
    }
    return known;
  }

  /** Has a connection watch these topics no longer, whether or not it did. */
  public void remove(String connection, Collection<Topic> topics, Instant end) {
    Set<String> removed = keys(topics);
    boolean known =
        change(
            connection,
            before -> {
              Set<String> after = new TreeSet<>(before);
              after.removeAll(removed);
              return after;
            },
            end);
    if (known) {
      write(removed.stream().map(key -> delete(key, connection)).toList());
    }
  }

  /** Forgets a connection that has ended. */
  public void forget(String connection) {
    List<WriteRequest> writes = new ArrayList<>();
    topics(connection).forEach(key -> writes.add(delete(key, connection)));
    write(writes);
    dynamoDb.deleteItem(delete -> delete.tableName(table).key(row(connection)));
  }

  /** Who watches the topic; at most {@link #MOST_WATCHERS}. */
  public List<Watch> watching(Topic topic) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("#pk = :topic")
            .expressionAttributeNames(Map.of("#pk", PARTITION))
            .expressionAttributeValues(Map.of(":topic", AttributeValue.fromS(topic.key())))
            .build();
    return dynamoDb.queryPaginator(query).items().stream()
        .limit(MOST_WATCHERS)
        .map(item -> watch(topic, item))
        .toList();
  }

  private interface Change {
    Set<String> of(Set<String> before);
  }

  /** Messages of one connection may be handled at the same time, so each looks before it writes. */
  private boolean change(String connection, Change change, Instant end) {
    for (int number = 1; number <= MOST_TRIES; number++) {
      Set<String> before = topics(connection);
      Set<String> after = change.of(before);
      if (after.size() > MOST_TOPICS) {
        return false;
      }
      if (after.equals(before) || isWritten(connection, before, after, end)) {
        return true;
      }
      backoff.pauseBefore(number);
    }
    throw SdkClientException.create("a connection's row was changed by others all the time");
  }

  private boolean isWritten(String connection, Set<String> before, Set<String> after, Instant end) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":end", AttributeValue.fromN(Long.toString(end.getEpochSecond())));
    if (!before.isEmpty()) {
      values.put(":before", AttributeValue.fromSs(List.copyOf(before)));
    }
    if (!after.isEmpty()) {
      values.put(":after", AttributeValue.fromSs(List.copyOf(after)));
    }
    UpdateItemRequest update =
        UpdateItemRequest.builder()
            .tableName(table)
            .key(row(connection))
            .updateExpression(
                "SET #expiry = :end" + (after.isEmpty() ? " REMOVE #topics" : ", #topics = :after"))
            .conditionExpression(
                before.isEmpty() ? "attribute_not_exists(#topics)" : "#topics = :before")
            .expressionAttributeNames(Map.of("#topics", TOPICS, "#expiry", EXPIRY))
            .expressionAttributeValues(values)
            .build();
    try {
      dynamoDb.updateItem(update);
      return true;
    } catch (ConditionalCheckFailedException outrun) {
      return false;
    }
  }

  private Set<String> topics(String connection) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get -> get.tableName(table).key(row(connection)).consistentRead(true))
            .item();
    return Optional.ofNullable(item.get(TOPICS))
        .map(topics -> Set.copyOf(topics.ss()))
        .orElse(Set.of());
  }

  private void write(List<WriteRequest> writes) {
    for (int from = 0; from < writes.size(); from += MOST_WRITES) {
      batch(writes.subList(from, Math.min(writes.size(), from + MOST_WRITES)));
    }
  }

  /** DynamoDB may leave some out that come too fast. */
  private void batch(List<WriteRequest> writes) {
    Map<String, List<WriteRequest>> left = Map.of(table, writes);
    for (int number = 1; number <= MOST_TRIES; number++) {
      Map<String, List<WriteRequest>> wanted = left;
      left = dynamoDb.batchWriteItem(write -> write.requestItems(wanted)).unprocessedItems();
      if (left.isEmpty()) {
        return;
      }
      backoff.pauseBefore(number);
    }
    throw SdkClientException.create("DynamoDB left rows out of every answer");
  }

  private static WriteRequest put(Watch watch, Instant end) {
    Map<String, AttributeValue> item = new HashMap<>(key(watch.topic().key(), watch.connection()));
    item.put(EXPIRY, AttributeValue.fromN(Long.toString(end.getEpochSecond())));
    watch
        .grant()
        .ifPresent(
            grant -> {
              item.put(
                  ACCESS, AttributeValue.fromS(grant.access().name().toLowerCase(Locale.ROOT)));
              item.put(VERSION, AttributeValue.fromN(Integer.toString(grant.version())));
            });
    return WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build();
  }

  private static WriteRequest delete(String topic, String connection) {
    return WriteRequest.builder()
        .deleteRequest(DeleteRequest.builder().key(key(topic, connection)).build())
        .build();
  }

  private static Watch watch(Topic topic, Map<String, AttributeValue> item) {
    Optional<Watch.Grant> grant =
        Optional.ofNullable(item.get(ACCESS))
            .flatMap(
                access ->
                    Optional.ofNullable(item.get(VERSION))
                        .map(
                            version ->
                                new Watch.Grant(
                                    Access.valueOf(access.s().toUpperCase(Locale.ROOT)),
                                    Integer.parseInt(version.n()))));
    String connection = Optional.ofNullable(item.get(SORT)).map(AttributeValue::s).orElseThrow();
    return new Watch(connection, topic, grant);
  }

  private static Map<String, AttributeValue> row(String connection) {
    return key(CONNECTION + "#" + connection, CONNECTION);
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PARTITION, AttributeValue.fromS(partition), SORT, AttributeValue.fromS(sort));
  }

  private static Set<String> keys(Collection<Topic> topics) {
    return topics.stream().map(Topic::key).collect(Collectors.toCollection(TreeSet::new));
  }
}
