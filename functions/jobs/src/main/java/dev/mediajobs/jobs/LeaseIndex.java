package dev.mediajobs.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The leases of all rows that have one, by the instant they end. The index lags behind the rows, so
 * what it says is only a reason to read the row itself.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class LeaseIndex {

  /** The name in template.yaml. */
  public static final String NAME = "leases";

  /** The kind of what slots have instead of a lease: when to look whether their holder exists. */
  static final String SLOTS = "slot";

  /** The number of partitions a kind is spread over; more write faster, and cost a read each. */
  static final int SHARDS = 4;

  private static final String SHARD = "lease_shard";
  static final String UNTIL = "lease_until";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /**
   * The key of a row.
   *
   * @param partition the value of its partition key
   * @param sort the value of its sort key
   */
  record Key(String partition, String sort) {
    static Key of(Map<String, AttributeValue> item) {
      Attributes row = new Attributes(item);
      return new Key(row.text("pk"), row.text("sk"));
    }
  }

  /**
   * A row whose lease was over when the index was written.
   *
   * @param key its key
   * @param until when the lease ended, as the index says
   */
  public record Due(Key key, Instant until) {

    /** The job whose row it is; empty when it is no job's. */
    public Optional<JobId> job() {
      return JobRow.idOf(key);
    }

    /** The delivery whose row it is; empty when it is no delivery's. */
    public Optional<DueDelivery> delivery() {
      return DeliveryRows.find(key);
    }

    /** The slot whose row it is; empty when it is no slot's. */
    public Optional<Slot> slot() {
      return SlotRow.isKey(key) ? Optional.of(SlotRow.toSlot(key)) : Optional.empty();
    }
  }

  /** The delivery of an event of a job that is to be tried. */
  public record DueDelivery(JobId job, String event) {}

  /** Of {@code table}. */
  public LeaseIndex(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * The jobs whose lease of this kind is over at {@code now}, the longest waiting first.
   *
   * @param most how many at most
   */
  public List<Due> jobs(Lease.Kind kind, Instant now, int most) {
    return due(kind.text(), now, most);
  }

  /**
   * The slots that nobody has checked for {@link Slots#UNCHECKED}, the longest waiting first.
   *
   * @param most how many at most
   */
  public List<Due> slots(Instant now, int most) {
    return due(SLOTS, now, most);
  }

  /**
   * The deliveries that are to be tried, the longest waiting first.
   *
   * @param most how many at most
   */
  public List<Due> deliveries(Instant now, int most) {
    return due(DeliveryRows.KIND, now, most);
  }

  /**
   * Puts a row off without having understood it, so that it does not stand before the others next
   * time.
   *
   * @return false when its lease has changed since the index was written; nothing is changed then
   */
  public boolean putOff(Due due, Instant until) {
    try {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(Attributes.key(due.key().partition(), due.key().sort()))
                  .updateExpression("SET lease_until = :until")
                  .conditionExpression("lease_until = :seen")
                  .expressionAttributeValues(
                      Map.of(":until", epoch(until), ":seen", epoch(due.until()))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /** Puts a row into the index. */
  static void write(Attributes row, String kind, JobId job, Instant until) {
    row.text(SHARD, partition(kind, Math.floorMod(job.value().hashCode(), SHARDS)));
    row.number(UNTIL, until.toEpochMilli());
  }

  private List<Due> due(String kind, Instant now, int most) {
    List<Due> due = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      QueryRequest query =
          QueryRequest.builder()
              .tableName(table)
              .indexName(NAME)
              .keyConditionExpression("lease_shard = :shard AND lease_until <= :now")
              .expressionAttributeValues(
                  Map.of(
                      ":shard", AttributeValue.fromS(partition(kind, shard)), ":now", epoch(now)))
              .limit(most)
              .build();
      dynamoDb.query(query).items().forEach(item -> due.add(toDue(item)));
    }
    return due.stream().sorted(Comparator.comparing(Due::until)).limit(most).toList();
  }

  private static Due toDue(Map<String, AttributeValue> item) {
    return new Due(Key.of(item), Instant.ofEpochMilli(new Attributes(item).number(UNTIL)));
  }

  private static String partition(String kind, int shard) {
    return kind + "#" + shard;
  }

  private static AttributeValue epoch(Instant instant) {
    return AttributeValue.fromN(Long.toString(instant.toEpochMilli()));
  }
}
