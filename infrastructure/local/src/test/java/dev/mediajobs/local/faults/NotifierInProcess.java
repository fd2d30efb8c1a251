package dev.mediajobs.local.faults;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.mediajobs.local.Invocations;
import dev.mediajobs.notifier.NotifierHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The notifier in this process, and Lambda's reading of the stream before it. */
final class NotifierInProcess {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final int MOST_TRIES = 6;

  private final NotifierHandler handler;

  NotifierInProcess(Map<String, String> environment) {
    this.handler = new NotifierHandler(environment);
  }

  /** Tells it of rows that were deleted; what it could not handle, and all after that, again. */
  void tell(
      List<Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>> deleted) {
    List<DynamodbStreamRecord> left = new ArrayList<>();
    deleted.forEach(row -> left.add(record(row, Integer.toString(left.size() + 1))));
    for (int tries = 0; tries < MOST_TRIES && !left.isEmpty(); tries++) {
      DynamodbEvent event = new DynamodbEvent();
      event.setRecords(List.copyOf(left));
      List<String> failed =
          handler.handleRequest(event, Invocations.context(TIMEOUT)).getBatchItemFailures().stream()
              .map(BatchItemFailure::getItemIdentifier)
              .toList();
      while (!left.isEmpty()
          && !failed.contains(left.getFirst().getDynamodb().getSequenceNumber())) {
        left.removeFirst();
      }
    }
    assertThat(left).isEmpty();
  }

  private static DynamodbStreamRecord record(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> row,
      String sequenceNumber) {
    Map<String, AttributeValue> texts =
        row.entrySet().stream()
            .filter(attribute -> attribute.getValue().s() != null)
            .collect(
                toMap(
                    Map.Entry::getKey, attribute -> new AttributeValue(attribute.getValue().s())));
    Map<String, AttributeValue> keys =
        texts.entrySet().stream()
            .filter(attribute -> Set.of("pk", "sk").contains(attribute.getKey()))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventName("REMOVE");
    record.setDynamodb(
        new StreamRecord().withKeys(keys).withOldImage(texts).withSequenceNumber(sequenceNumber));
    return record;
  }
}
