package dev.mediajobs.jobs;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * The rows of all uploads.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class UploadStore {

  private static final Logger LOG = LoggerFactory.getLogger(UploadStore.class);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;

  /** In {@code table}. */
  public UploadStore(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  /** Writes a new upload. */
  public void create(Upload upload) {
    dynamoDb.putItem(
        PutItemRequest.builder()
            .tableName(table)
            .item(UploadRow.of(upload))
            .conditionExpression("attribute_not_exists(pk)")
            .build());
  }

  /** The upload as it is at this instant; empty when there is none, and when its time is over. */
  public Optional<Upload> find(String id) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                GetItemRequest.builder()
                    .tableName(table)
                    .key(UploadRow.key(id))
                    .consistentRead(true)
                    .build())
            .item();
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(UploadRow.toUpload(item))
            .filter(upload -> clock.instant().isBefore(upload.expiresAt()));
  }

  /**
   * Keeps the SHA-256 of an upload's object, so that nobody has to read it again for that. Nothing
   * happens when the upload's row is gone.
   */
  public void keepDigest(String id, String digest) {
    try {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(UploadRow.key(id))
                  .updateExpression("SET #digest = :digest")
                  .conditionExpression("attribute_exists(pk)")
                  .expressionAttributeNames(Map.of("#digest", UploadRow.DIGEST))
                  .expressionAttributeValues(Map.of(":digest", AttributeValue.fromS(digest))));
    } catch (ConditionalCheckFailedException e) {
      LOG.debug("the upload {} is gone", id);
    }
  }

  /** Deletes the upload's row; nothing happens when there is none. */
  public void delete(String id) {
    dynamoDb.deleteItem(
        DeleteItemRequest.builder().tableName(table).key(UploadRow.key(id)).build());
  }

  /**
   * Deletes the upload's row, provided that no job was made of it since it was read.
   *
   * @param upload the upload as it was read
   * @return false when a job was made of it in the meantime, or it is gone; nothing is changed then
   */
  public boolean deleteUnchanged(Upload upload) {
    try {
      dynamoDb.deleteItem(UploadRow.deletionUnchanged(table, upload));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
