package dev.mediajobs.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends the messages of unfinished jobs again after a restart: rows are kept, messages are not. On
 * AWS both are, so only the local stack does this; a message for a job that needs none is
 * acknowledged by the worker without effect. The lease of whoever was at work in the stack's last
 * process is ended too: a folder serves one stack at a time, so nobody of it can be alive.
 */
final class UnfinishedJobs {

  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedJobs.class);
  private static final String JOB_KEY_PREFIX = "job#";

  private final DynamoDbClient dynamo;
  private final SqsClient sqs;

  UnfinishedJobs(DynamoDbClient dynamo, SqsClient sqs) {
    this.dynamo = dynamo;
    this.sqs = sqs;
  }

  /**
   * Sends one message for each row of a job that has not ended.
   *
   * @return how many
   */
  int resume(String table, String queueUrl) {
    ScanRequest unfinished =
        ScanRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .filterExpression("sk = :job and #status in (:pending, :processing)")
            .projectionExpression("pk, sk, fence")
            .expressionAttributeNames(Map.of("#status", "status"))
            .expressionAttributeValues(
                Map.of(
                    ":job", AttributeValue.fromS("job"),
                    ":pending", AttributeValue.fromS("pending"),
                    ":processing", AttributeValue.fromS("processing")))
            .build();
    int resumed = 0;
    for (Map<String, AttributeValue> row : dynamo.scanPaginator(unfinished).items()) {
      AttributeValue key = row.get("pk");
      AttributeValue fence = row.get("fence");
      if (key == null || fence == null || !key.s().startsWith(JOB_KEY_PREFIX)) {
        continue;
      }
      if (!isLeaseEnded(table, row, fence)) {
        continue;
      }
      String message =
          "{\"job_id\":\"%s\",\"fence\":%s}"
              .formatted(key.s().substring(JOB_KEY_PREFIX.length()), fence.n());
      sqs.sendMessage(send -> send.queueUrl(queueUrl).messageBody(message));
      resumed++;
    }
    return resumed;
  }

  /** Nothing happens to a job that somebody has moved since it was read. */
  private boolean isLeaseEnded(
      String table, Map<String, AttributeValue> row, AttributeValue fence) {
    Map<String, AttributeValue> key = new HashMap<>(row);
    key.keySet().retainAll(Set.of("pk", "sk"));
    try {
      dynamo.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key)
                  .updateExpression("SET lease_until = :over")
                  .conditionExpression("fence = :fence")
                  .expressionAttributeValues(
                      Map.of(":over", AttributeValue.fromN("0"), ":fence", fence)));
      return true;
    } catch (ConditionalCheckFailedException moved) {
      LOG.debug("{} has moved on since it was read", key, moved);
      return false;
    }
  }
}
