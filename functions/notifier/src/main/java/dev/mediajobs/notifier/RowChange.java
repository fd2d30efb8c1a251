package dev.mediajobs.notifier;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.mediajobs.jobs.RowSubject;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change of a row, as a record of the table's stream tells it.
 *
 * @param sequenceNumber the record's place in the stream
 * @param isRemoval whether the row was deleted
 * @param partition the row's partition key
 * @param sort the row's sort key
 * @param before the row as it was; empty when it is new
 * @param after the row as it is; empty when it is gone
 * @param written when, to the second
 */
record RowChange(
    String sequenceNumber,
    boolean isRemoval,
    String partition,
    String sort,
    Optional<Map<String, AttributeValue>> before,
    Optional<Map<String, AttributeValue>> after,
    Instant written) {

  static RowChange of(DynamodbStreamRecord record) {
    StreamRecord change = record.getDynamodb();
    Map<String, AttributeValue> keys = Images.row(change.getKeys());
    return new RowChange(
        change.getSequenceNumber(),
        "REMOVE".equals(record.getEventName()),
        text(keys, "pk"),
        text(keys, "sk"),
        Optional.ofNullable(change.getOldImage()).map(Images::row),
        Optional.ofNullable(change.getNewImage()).map(Images::row),
        Optional.ofNullable(change.getApproximateCreationDateTime())
            .map(Date::toInstant)
            .orElse(Instant.EPOCH));
  }

  /** What the row is about; empty when it is about nothing that the notifier looks after. */
  Optional<RowSubject> subject() {
    return RowSubject.of(partition, sort);
  }

  private static String text(Map<String, AttributeValue> keys, String name) {
    return Optional.ofNullable(keys.get(name)).map(AttributeValue::s).orElse("");
  }
}
