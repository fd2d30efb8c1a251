package dev.mediajobs.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Counts in the table how often each body came; fails for bodies that say so. */
public final class WorkHandler
    implements RequestHandler<SQSEvent, SQSBatchResponse>, AutoCloseable {

  private final DynamoDbClient dynamo;
  private final String table;

  public WorkHandler(Map<String, String> environment) {
    StackEnvironment stack = new StackEnvironment(environment);
    this.dynamo = stack.dynamo();
    this.table = stack.get("JOBS_TABLE");
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSEvent.SQSMessage message : event.getRecords()) {
      dynamo.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(
                      Map.of(
                          "pk",
                          AttributeValue.fromS(message.getBody()),
                          "sk",
                          AttributeValue.fromS("seen")))
                  .updateExpression("add times :one set arn = :arn")
                  .expressionAttributeValues(
                      Map.of(
                          ":one",
                          AttributeValue.fromN("1"),
                          ":arn",
                          AttributeValue.fromS(message.getEventSourceArn()))));
      if (message.getBody().startsWith("fail")) {
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  @Override
  public void close() {
    dynamo.close();
  }
}
