package dev.mediajobs.jobs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The rows of all uploads.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class UploadStore {

  private static final Logger LOG = LoggerFactory.getLogger(UploadStore.class);

  private final DynamoDbClient dynamoDb;
  private final Transactions transactions;
  private final String table;
  private final Clock clock;

  /** In {@code table}. */
  public UploadStore(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.transactions = new Transactions(dynamoDb);
    this.table = table;
    this.clock = clock;
  }

  /** Writes a new upload. */
  public void create(Upload upload) {
    try {
      dynamoDb.putItem(
          PutItemRequest.builder()
              .tableName(table)
              .item(UploadRow.of(upload))
              .conditionExpression("attribute_not_exists(pk)")
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .build());
    } catch (ConditionalCheckFailedException e) {
      // The answer to an earlier try of the same write may have been lost.
      if (!e.hasItem() || !UploadRow.of(upload).equals(e.item())) {
        throw e;
      }
    }
  }

  /** The upload as it is at this instant; empty when there is none, and when its time is over. */
  public Optional<Upload> find(String id) {
    return read(id).filter(upload -> clock.instant().isBefore(upload.expiresAt()));
  }

  /**
   * The upload as its row says, even if its time is over: for the jobs made of it, which outlive
   * it, never for those who upload.
   */
  public Optional<Upload> read(String id) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                GetItemRequest.builder()
                    .tableName(table)
                    .key(UploadRow.key(id))
                    .consistentRead(true)
                    .build())
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(UploadRow.toUpload(item));
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
      LOG.debug("the upload is gone whose digest was to be kept");
    }
  }

  /**
   * Deletes the upload's row, provided that no job was made of it since it was read, nor the one
   * that was has begun anew.
   *
   * @param upload the upload as it was read
   * @return false when a job was made of it in the meantime, or it is gone; nothing is changed then
   */
  public boolean deleteUnchanged(Upload upload) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(UploadRow.deletionUnchanged(table, upload));
    upload.job().ifPresent(job -> items.add(JobRow.staysEnded(table, job)));
    return transactions.write(items).isEmpty();
  }
}
