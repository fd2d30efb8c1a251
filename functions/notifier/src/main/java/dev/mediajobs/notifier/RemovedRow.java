package dev.mediajobs.notifier;

import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.RowSubject;
import dev.mediajobs.jobs.ScriptKeys;
import dev.mediajobs.jobs.StorageClass;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

  /**
   * Reads a change.
   *
   * @return empty when it is another one, or of a row that nothing has to follow
   */
  static Optional<RemovedRow> of(RowChange change) {
    if (!change.isRemoval()) {
      return Optional.empty();
    }
    return change
        .subject()
        .map(
            subject ->
                new RemovedRow(
                    subject,
                    text(change, "s3_upload_id"),
                    text(change, "origin")
                        .map(origin -> Origin.of(origin).storage())
                        .orElse(StorageClass.WEEK),
                    text(change, "source_key").filter(ScriptKeys::isOne),
                    isUnfulfilled(change)));
  }

  private static boolean isUnfulfilled(RowChange change) {
    return text(change, "asset_id").isPresent()
        && text(change, "type").equals(Optional.of(JobType.NOISE_REMOVAL.text()))
        && !text(change, "status").equals(Optional.of(JobStatus.COMPLETED.text()));
  }

  private static Optional<String> text(RowChange change, String name) {
    Optional<Map<String, AttributeValue>> row = change.before();
    return row.flatMap(image -> Optional.ofNullable(image.get(name))).map(AttributeValue::s);
  }
}
