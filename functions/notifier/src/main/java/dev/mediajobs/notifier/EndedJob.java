package dev.mediajobs.notifier;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.RowSubject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A job whose row says that it has ended.
 *
 * @param id its name
 * @param origin the contract that it was asked for by
 * @param sourceKey the object that it was made of
 */
record EndedJob(JobId id, Origin origin, String sourceKey) {

  private static final Set<String> WRITTEN = Set.of("INSERT", "MODIFY");

  /**
   * Reads a record of the stream. A row that has ended may be written again; each time it is told.
   *
   * @return empty when it tells of another change, or of a job that has not ended
   */
  static Optional<EndedJob> of(DynamodbStreamRecord record) {
    Map<String, AttributeValue> row = record.getDynamodb().getNewImage();
    if (!WRITTEN.contains(record.getEventName()) || row == null) {
      return Optional.empty();
    }
    Map<String, AttributeValue> keys = record.getDynamodb().getKeys();
    Optional<RowSubject> subject =
        RowSubject.of(text(keys, "pk").orElse(""), text(keys, "sk").orElse(""));
    return subject.isPresent() && subject.get() instanceof RowSubject.OfJob(JobId id)
        ? ended(id, row)
        : Optional.empty();
  }

  private static Optional<EndedJob> ended(JobId id, Map<String, AttributeValue> row) {
    return text(row, "status")
        .map(JobStatus::of)
        .filter(JobStatus::isTerminal)
        .map(
            _ -> new EndedJob(id, Origin.of(required(row, "origin")), required(row, "source_key")));
  }

  private static String required(Map<String, AttributeValue> row, String name) {
    return text(row, name)
        .orElseThrow(() -> new IllegalStateException("a job's row has no attribute " + name));
  }

  private static Optional<String> text(Map<String, AttributeValue> row, String name) {
    return Optional.ofNullable(row.get(name)).map(AttributeValue::getS);
  }
}
