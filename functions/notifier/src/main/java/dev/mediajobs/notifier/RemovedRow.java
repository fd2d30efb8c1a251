package dev.mediajobs.notifier;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.RowSubject;
import dev.mediajobs.jobs.ScriptKeys;
import dev.mediajobs.jobs.StorageClass;
import java.util.Map;
import java.util.Optional;

/**
 * A row that was deleted, by DynamoDB because its time was over or by anybody.
 *
 * @param subject what it was about
 * @param s3UploadId the name that S3 gave to the upload in parts, if it was about one
 * @param storage where the objects of the job lie, if it was about one
 * @param scriptKey the script that was the job's own source, if it was about one that had any
 * @param mayHaveStrays whether it was about a job that was to make an asset and did not
 */
record RemovedRow(
    RowSubject subject,
    Optional<String> s3UploadId,
    StorageClass storage,
    Optional<String> scriptKey,
    boolean mayHaveStrays) {

  private static final String REMOVE = "REMOVE";

  /**
   * Reads a record of the stream.
   *
   * @return empty when it tells of another change, or of a row that nothing has to follow
   */
  static Optional<RemovedRow> of(DynamodbStreamRecord record) {
    if (!REMOVE.equals(record.getEventName())) {
      return Optional.empty();
    }
    Map<String, AttributeValue> keys = record.getDynamodb().getKeys();
    Optional<Map<String, AttributeValue>> image =
        Optional.ofNullable(record.getDynamodb().getOldImage());
    return RowSubject.of(text(keys, "pk").orElse(""), text(keys, "sk").orElse(""))
        .map(
            subject ->
                new RemovedRow(
                    subject,
                    image.flatMap(row -> text(row, "s3_upload_id")),
                    image
                        .flatMap(row -> text(row, "origin"))
                        .map(origin -> Origin.of(origin).storage())
                        .orElse(StorageClass.WEEK),
                    image.flatMap(row -> text(row, "source_key")).filter(ScriptKeys::isOne),
                    image.filter(RemovedRow::isUnfulfilled).isPresent()));
  }

  private static boolean isUnfulfilled(Map<String, AttributeValue> row) {
    return text(row, "asset_id").isPresent()
        && text(row, "type").equals(Optional.of(JobType.NOISE_REMOVAL.text()))
        && !text(row, "status").equals(Optional.of(JobStatus.COMPLETED.text()));
  }

  private static Optional<String> text(Map<String, AttributeValue> row, String name) {
    return Optional.ofNullable(row.get(name)).map(AttributeValue::getS);
  }
}
