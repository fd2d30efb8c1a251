package dev.mediajobs.jobs;

import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * Which object was the last to be put under each key of the inbox, as far as anybody here has heard
 * of it. {@link JobStore#submitFromInbox} keeps it too.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class InboxStore {

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;

  /** In {@code table}. */
  public InboxStore(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  /** Whether a later object was put under the same key. */
  public boolean isReplaced(InboxObject object) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get -> get.tableName(table).key(InboxRow.key(object)).consistentRead(true))
            .item();
    return InboxRow.isOfLater(item, object);
  }

  /**
   * Keeps that this object was put.
   *
   * @return false when a later one was put under the same key; nothing is changed then
   */
  public boolean keep(InboxObject object) {
    Put put = InboxRow.put(table, object, clock.instant());
    try {
      dynamoDb.putItem(
          request ->
              request
                  .tableName(table)
                  .item(put.item())
                  .conditionExpression(put.conditionExpression())
                  .expressionAttributeNames(put.expressionAttributeNames())
                  .expressionAttributeValues(put.expressionAttributeValues()));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
