package dev.mediajobs.jobs;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Failures that their owner answered with another try before anybody was told of them. They are
 * kept in the row of the job, which is written again and again until it ends, so that the table's
 * stream shows them until somebody has told. There are hardly ever any: to tell takes a second.
 */
public final class UntoldEnds {

  static final String ATTRIBUTE = "untold";
  static final String NAME = "#untold";

  /** A row has a few kilobytes, and an item of DynamoDB 400. */
  static final int MOST = 20;

  static final String KEEP = "#untold = list_append(if_not_exists(#untold, :no_untold), :untold)";
  static final String LEAVES_ROOM =
      "(attribute_not_exists(#untold) OR size(#untold) < :most_untold)";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** In {@code table}. */
  public UntoldEnds(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * The job at each of these failures, the first one first.
   *
   * @param row the row of the job
   * @throws RuntimeException of some kind when the row makes no sense
   */
  public static List<Job> in(Map<String, AttributeValue> row) {
    return new Attributes(row).maps(ATTRIBUTE).stream().map(JobRow::toJob).toList();
  }

  /**
   * Forgets all of them, for somebody has told.
   *
   * @param row the row as it was when they were told, with at least one
   * @return false when there are others meanwhile; nothing is forgotten then
   * @throws software.amazon.awssdk.core.exception.SdkException when DynamoDB can't be reached or
   *     refuses
   */
  public boolean forget(Map<String, AttributeValue> row) {
    List<Job> told = in(row);
    try {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(JobRow.key(told.getLast().id()))
                  .updateExpression("REMOVE #untold")
                  // Fences only grow: these are the same ones if their last one is.
                  .conditionExpression(
                      "size(#untold) = :number AND #untold[%d].#fence = :fence"
                          .formatted(told.size() - 1))
                  .expressionAttributeNames(Map.of(NAME, ATTRIBUTE, "#fence", JobRow.FENCE))
                  .expressionAttributeValues(
                      Map.of(
                          ":number",
                          number(told.size()),
                          ":fence",
                          number(told.getLast().hold().fence()))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  static Map<String, AttributeValue> values(Job untold) {
    return Map.of(
        ":no_untold",
        AttributeValue.fromL(List.of()),
        ":untold",
        AttributeValue.fromL(List.of(AttributeValue.fromM(JobRow.of(untold)))),
        ":most_untold",
        number(MOST));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
