package dev.mediajobs.jobs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** How an upload is written in its row of the jobs table. */
final class UploadRow {

  static final String DIGEST = "source_sha256";
  private static final String PARTITION = "upload#";
  private static final String SORT = "upload";

  private UploadRow() {}

  static Map<String, AttributeValue> key(String id) {
    return Attributes.key(PARTITION + id, SORT);
  }

  static Optional<String> idOf(String partitionKey, String sortKey) {
    return sortKey.equals(SORT) && partitionKey.startsWith(PARTITION)
        ? Optional.of(partitionKey.substring(PARTITION.length())).filter(Upload::isId)
        : Optional.empty();
  }

  static Map<String, AttributeValue> of(Upload upload) {
    Attributes row = new Attributes(key(upload.id()));
    row.text("upload_id", upload.id());
    row.text("filename", upload.filename());
    row.number("size_bytes", upload.sizeBytes());
    row.text("content_type", upload.contentType());
    upload
        .multipart()
        .ifPresent(
            parts -> {
              row.text("s3_upload_id", parts.s3Id());
              row.number("part_size", parts.partSize());
            });
    row.instant("created_at", Optional.of(upload.createdAt()));
    row.text("job_id", upload.job().map(JobId::toString));
    row.text(DIGEST, upload.digest());
    row.number("expires_at", upload.expiresAt().getEpochSecond());
    return row.toMap();
  }

  static Upload toUpload(Map<String, AttributeValue> item) {
    Attributes row = new Attributes(item);
    return new Upload(
        row.text("upload_id"),
        row.text("filename"),
        row.number("size_bytes"),
        row.text("content_type"),
        row.findText("s3_upload_id").map(id -> new Upload.Multipart(id, row.number("part_size"))),
        row.instant("created_at"),
        row.findText("job_id").flatMap(JobId::parse),
        row.findText(DIGEST));
  }

  /**
   * Marks the upload as used by {@code job}, provided that it is still as it was read. Its object
   * is deleted with its row, and a job that failed can be tried again for as long as it is kept:
   * the row has to stay until then.
   */
  static TransactWriteItem madeInto(String table, Upload upload, Job job) {
    Map<String, AttributeValue> values = new HashMap<>(earlierJob(upload));
    values.put(":job", AttributeValue.fromS(job.id().toString()));
    long keptUntil =
        Math.max(
            upload.expiresAt().getEpochSecond(),
            Math.ceilDiv(job.times().retainedUntil().toEpochMilli(), 1000L));
    values.put(":kept", AttributeValue.fromN(Long.toString(keptUntil)));
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(key(upload.id()))
                .updateExpression("SET job_id = :job, expires_at = :kept")
                .conditionExpression(unchanged(upload))
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  /**
   * Marks the upload as used by {@code job} once more, provided that it is still as it was read. It
   * is kept for as long as that job already.
   */
  static TransactWriteItem madeAgainInto(String table, Upload upload, Job job) {
    Map<String, AttributeValue> values = new HashMap<>(earlierJob(upload));
    values.put(":job", AttributeValue.fromS(job.id().toString()));
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(key(upload.id()))
                .updateExpression("SET job_id = :job")
                .conditionExpression(unchanged(upload))
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  /** Deletes the upload, provided that it is still as it was read. */
  static TransactWriteItem deletionUnchanged(String table, Upload upload) {
    Delete.Builder deletion =
        Delete.builder()
            .tableName(table)
            .key(key(upload.id()))
            .conditionExpression(unchanged(upload));
    // DynamoDB refuses an empty map of values.
    if (!earlierJob(upload).isEmpty()) {
      deletion.expressionAttributeValues(earlierJob(upload));
    }
    return TransactWriteItem.builder().delete(deletion.build()).build();
  }

  private static String unchanged(Upload upload) {
    return upload.job().isPresent()
        ? "job_id = :earlier"
        : "attribute_exists(pk) AND attribute_not_exists(job_id)";
  }

  private static Map<String, AttributeValue> earlierJob(Upload upload) {
    return upload
        .job()
        .map(earlier -> Map.of(":earlier", AttributeValue.fromS(earlier.toString())))
        .orElse(Map.of());
  }
}
