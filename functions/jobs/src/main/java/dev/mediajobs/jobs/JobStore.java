package dev.mediajobs.jobs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The rows of all jobs. Every write but the first is a move from one state to the next that
 * succeeds only while the row still has the status, the fence and the lease that the move began
 * from, so whoever lost its hold can change nothing.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class JobStore {

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;

  /** In {@code table}. */
  public JobStore(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  /**
   * The job as it is at this instant; empty when there is none, and when its retention has ended.
   */
  public Optional<Job> find(JobId id) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                GetItemRequest.builder()
                    .tableName(table)
                    .key(JobRow.key(id))
                    .consistentRead(true)
                    .build())
            .item();
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(JobRow.toJob(item)).filter(job -> !job.isExpiredAt(clock.instant()));
  }

  /**
   * Writes a new job and marks its upload as used by it, both or neither.
   *
   * @param upload the upload as it was read
   * @return false when the upload was used for another job, or deleted, in the meantime
   */
  public boolean submit(Job job, Upload upload) {
    TransactWriteItem row =
        TransactWriteItem.builder()
            .put(
                Put.builder()
                    .tableName(table)
                    .item(JobRow.of(job))
                    .conditionExpression("attribute_not_exists(pk)")
                    .build())
            .build();
    try {
      dynamoDb.transactWriteItems(
          TransactWriteItemsRequest.builder()
              .transactItems(row, UploadRow.madeInto(table, upload, job.id()))
              .build());
      return true;
    } catch (TransactionCanceledException e) {
      boolean outrun =
          e.cancellationReasons().stream()
              .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
      if (outrun) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Moves a job from {@code before}, as it was read or last written, to {@code after}.
   *
   * @return false when somebody else moved it first; nothing is changed then
   */
  public boolean move(Job before, Job after) {
    Map<String, AttributeValue> old = JobRow.of(before);
    Map<String, AttributeValue> changed = JobRow.of(after);
    List<String> set = new ArrayList<>();
    List<String> remove = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    changed.forEach(
        (name, value) -> {
          if (!value.equals(old.get(name))) {
            set.add("#%s = :%s".formatted(name, name));
            names.put("#" + name, name);
            values.put(":" + name, value);
          }
        });
    old.keySet().stream()
        .filter(name -> !changed.containsKey(name))
        .forEach(
            name -> {
              remove.add("#" + name);
              names.put("#" + name, name);
            });
    for (String name : List.of(JobRow.STATUS, JobRow.FENCE, JobRow.LEASE_KIND)) {
      names.put("#" + name, name);
      values.put(":old_" + name, Optional.ofNullable(old.get(name)).orElseThrow());
    }
    String update =
        (set.isEmpty() ? "" : "SET " + String.join(", ", set))
            + (remove.isEmpty() ? "" : " REMOVE " + String.join(", ", remove));
    if (update.isEmpty()) {
      return true;
    }
    try {
      dynamoDb.updateItem(
          UpdateItemRequest.builder()
              .tableName(table)
              .key(JobRow.key(before.id()))
              .updateExpression(update)
              .conditionExpression(
                  "#status = :old_status AND #fence = :old_fence AND #lease_kind = :old_lease_kind")
              .expressionAttributeNames(names)
              .expressionAttributeValues(values)
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem() && !e.item().isEmpty() && isSameMove(JobRow.toJob(e.item()), after);
    }
  }

  /**
   * Whether the row already is where this move leads, because the answer to an earlier try of the
   * same write was lost. A move of a holder carries its name; any other must have led to the very
   * same row.
   */
  private static boolean isSameMove(Job row, Job after) {
    boolean ofSameHolder =
        after.hold().holder().isPresent() && row.hold().holder().equals(after.hold().holder());
    return row.equals(after)
        || (ofSameHolder
            && row.status() == after.status()
            && row.hold().fence() == after.hold().fence());
  }
}
