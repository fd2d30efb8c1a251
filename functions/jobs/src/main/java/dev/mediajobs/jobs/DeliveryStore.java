package dev.mediajobs.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Where jobs' owners want to be called back, and what became of it. Reads are strongly consistent.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class DeliveryStore {

  /** The most deliveries of a job that are listed; a job has one for each of its ends. */
  public static final int MOST_LISTED = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** In {@code table}. */
  public DeliveryStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** Where the owner of a job wants to be called back, if anywhere. */
  public Optional<Webhook> webhook(JobId job) {
    return item(DeliveryRows.webhookKey(job)).map(row -> DeliveryRows.toWebhook(job, row));
  }

  /** Notes that the receiver wants no more, or wants some again. */
  public void setDisabled(JobId job, boolean disabled) {
    dynamoDb.updateItem(
        update ->
            update
                .tableName(table)
                .key(DeliveryRows.webhookKey(job))
                .updateExpression("SET #disabled = :disabled")
                .conditionExpression("attribute_exists(pk)")
                .expressionAttributeNames(Map.of("#disabled", DeliveryRows.DISABLED))
                .expressionAttributeValues(Map.of(":disabled", AttributeValue.fromBool(disabled))));
  }

  /**
   * Writes a new delivery.
   *
   * @return false when there is one of this event already; nothing is changed then
   */
  public boolean create(Delivery delivery) {
    return isPut(delivery, "attribute_not_exists(pk)", Map.of(), Map.of());
  }

  /**
   * Changes a delivery.
   *
   * @param before as it was read or last written
   * @return false when somebody else changed it first; nothing is changed then
   */
  public boolean change(Delivery before, Delivery after) {
    return isPut(
        after,
        "#version = :version",
        Map.of("#version", DeliveryRows.VERSION),
        Map.of(":version", AttributeValue.fromN(Long.toString(before.version()))));
  }

  /** The delivery of an event. */
  public Optional<Delivery> find(JobId job, String event) {
    return item(DeliveryRows.key(job, event)).map(DeliveryRows::toDelivery);
  }

  /** The deliveries of a job, newest first, at most {@link #MOST_LISTED}. */
  public List<Delivery> ofJob(JobId job) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.fromS(DeliveryRows.partition(job)),
                    ":sk", AttributeValue.fromS(DeliveryRows.sortPrefix())))
            .consistentRead(true)
            .limit(MOST_LISTED)
            .build();
    return dynamoDb.query(query).items().stream()
        .map(DeliveryRows::toDelivery)
        .sorted((one, other) -> other.created().compareTo(one.created()))
        .toList();
  }

  private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item =
        dynamoDb.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
    return Optional.of(item).filter(row -> !row.isEmpty());
  }

  private boolean isPut(
      Delivery delivery,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    try {
      dynamoDb.putItem(
          put -> {
            put.tableName(table).item(DeliveryRows.of(delivery)).conditionExpression(condition);
            // DynamoDB refuses empty maps.
            if (!names.isEmpty()) {
              put.expressionAttributeNames(names).expressionAttributeValues(values);
            }
          });
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
