package dev.mediajobs.jobs;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How a job is written in its row of the jobs table. */
final class JobRow {

  static final String STATUS = "status";
  static final String FENCE = "fence";
  static final String LEASE_KIND = "lease_kind";
  static final String TOKEN_VERSION = "token_version";
  static final String SHARE_VERSION = "share_version";

  private JobRow() {}

  static final String PARTITION = "job#";
  static final String SORT = "job";

  static Map<String, AttributeValue> key(JobId id) {
    return Attributes.key(PARTITION + id, SORT);
  }

  static Optional<JobId> idOf(LeaseIndex.Key key) {
    return key.sort().equals(SORT) && key.partition().startsWith(PARTITION)
        ? JobId.parse(key.partition().substring(PARTITION.length()))
        : Optional.empty();
  }

  /** Lets a transaction through only if the job has ended, or is gone: nobody works on it. */
  static TransactWriteItem staysEnded(String table, JobId id) {
    Map<String, AttributeValue> ended =
        Arrays.stream(JobStatus.values())
            .filter(JobStatus::isTerminal)
            .collect(
                toMap(
                    status -> ":" + status.text(), status -> AttributeValue.fromS(status.text())));
    return TransactWriteItem.builder()
        .conditionCheck(
            check ->
                check
                    .tableName(table)
                    .key(key(id))
                    .conditionExpression(
                        "attribute_not_exists(pk) OR #status IN (%s)"
                            .formatted(String.join(", ", ended.keySet())))
                    .expressionAttributeNames(Map.of("#status", STATUS))
                    .expressionAttributeValues(ended))
        .build();
  }

  static TokenVersions toTokens(Attributes row) {
    return new TokenVersions(row.integer(TOKEN_VERSION), row.integer(SHARE_VERSION));
  }

  static Map<String, AttributeValue> of(Job job) {
    Attributes row = new Attributes(key(job.id()));
    row.text("job_id", job.id().toString());
    row.text("type", job.type().text());
    row.text("origin", job.origin().text());
    job.owner()
        .ifPresent(owner -> OwnedJobs.write(row, job.origin(), owner, job.times().created()));
    row.text(STATUS, job.status().text());
    row.number(TOKEN_VERSION, job.tokens().owner());
    row.number(SHARE_VERSION, job.tokens().shared());
    source(row, job.source());
    SettingsRow.write(job.settings(), row);
    row.text("request_id", job.requestId());
    times(row, job);
    row.number(FENCE, job.hold().fence());
    row.text("holder", job.hold().holder());
    lease(row, job);
    row.texts("slots", job.slots().stream().map(Slot::text).toList());
    row.number("attempt", job.tries().attempt());
    row.number("retry_count", job.tries().retryCount());
    row.number("handovers", job.tries().handovers());
    row.text("step", job.checkpoint().step());
    row.map("facts", texts(job.checkpoint().facts()));
    job.progress()
        .ifPresent(
            progress -> {
              row.text("progress_stage", progress.stage().text());
              row.number("progress", progress.percent());
              row.text("progress_message", progress.message());
            });
    job.failure()
        .ifPresent(
            failure -> {
              row.text("error_code", failure.code());
              row.text("error_message", failure.message());
            });
    job.result().ifPresent(result -> row.map("result", ResultRow.of(result)));
    return row.toMap();
  }

  static Job toJob(Map<String, AttributeValue> item) {
    Attributes row = new Attributes(item);
    JobType type = JobType.of(row.text("type"));
    return new Job(
        new JobId(UUID.fromString(row.text("job_id"))),
        type,
        Origin.of(row.text("origin")),
        row.findText(OwnedJobs.SUBJECT).map(Owner::new),
        toSource(row),
        SettingsRow.read(type, row),
        row.findText("request_id"),
        toTokens(row),
        new Times(
            row.instant("created_at"),
            row.findInstant("started_at"),
            row.findInstant("awaiting_since"),
            row.findInstant("completed_at"),
            row.instant("retained_until"),
            Duration.ofMillis(row.number("expected_ms"))),
        JobStatus.of(row.text(STATUS)),
        new Hold(
            row.number(FENCE),
            row.findText("holder"),
            new Lease(
                Lease.Kind.of(row.text(LEASE_KIND)),
                Instant.ofEpochMilli(row.number(LeaseIndex.UNTIL)))),
        row.texts("slots").stream().map(Slot::of).toList(),
        new Tries(row.integer("attempt"), row.integer("retry_count"), row.integer("handovers")),
        new Checkpoint(
            row.text("step"),
            row.map("facts").entrySet().stream()
                .collect(toMap(Map.Entry::getKey, fact -> fact.getValue().s()))),
        progress(row),
        ending(type, row));
  }

  private static void source(Attributes row, Source source) {
    row.text("source_key", source.key());
    row.text("filename", source.filename());
    row.number("file_size_bytes", source.sizeBytes());
    row.text("video_hash", source.claimedHash());
    source
        .asset()
        .ifPresent(
            asset -> {
              row.text("project_id", asset.project().toString());
              row.text("asset_id", asset.asset().toString());
            });
    source
        .inbox()
        .ifPresent(
            inbox -> {
              row.text("inbox_key", inbox.key());
              row.text("inbox_etag", inbox.entityTag());
              row.text("inbox_sequencer", inbox.sequencer());
            });
  }

  private static Source toSource(Attributes row) {
    return new Source(
        row.text("source_key"),
        row.text("filename"),
        row.number("file_size_bytes"),
        row.findText("video_hash"),
        row.findText("asset_id")
            .map(
                asset ->
                    new ProjectAsset(
                        UUID.fromString(row.text("project_id")), UUID.fromString(asset))),
        row.findText("inbox_key")
            .map(key -> new InboxObject(key, row.text("inbox_etag"), row.text("inbox_sequencer"))));
  }

  private static void times(Attributes row, Job job) {
    Times times = job.times();
    row.instant("created_at", Optional.of(times.created()));
    row.instant("started_at", times.started());
    row.instant("awaiting_since", times.awaitingSince());
    row.instant("completed_at", times.completed());
    row.instant("retained_until", Optional.of(times.retainedUntil()));
    row.number("expected_ms", times.expected().toMillis());
    if (job.status().isTerminal()) {
      // The attribute that DynamoDB deletes by; a job that is still under way never carries it.
      row.number("expires_at", Math.ceilDiv(times.retainedUntil().toEpochMilli(), 1000L));
    }
  }

  private static void lease(Attributes row, Job job) {
    Lease lease = job.hold().lease();
    row.text(LEASE_KIND, lease.kind().text());
    if (lease.kind() == Lease.Kind.TOLD) {
      // There is nothing left to do, so nobody needs to find it.
      row.number(LeaseIndex.UNTIL, lease.until().toEpochMilli());
    } else {
      LeaseIndex.write(row, lease.kind().text(), job.id(), lease.until());
    }
  }

  private static Optional<Progress> progress(Attributes row) {
    return row.findText("progress_stage")
        .map(
            stage ->
                new Progress(
                    Stage.of(stage), row.integer("progress"), row.text("progress_message")));
  }

  private static Optional<Ending> ending(JobType type, Attributes row) {
    Optional<Ending> failed =
        row.findText("error_code")
            .map(code -> new Ending.Failed(new Failure(code, row.text("error_message"))));
    Map<String, AttributeValue> result = row.map("result");
    return result.isEmpty()
        ? failed
        : Optional.of(new Ending.Completed(ResultRow.read(type, new Attributes(result))));
  }

  private static Map<String, AttributeValue> texts(Map<String, String> facts) {
    Map<String, AttributeValue> values = new HashMap<>();
    facts.forEach((name, value) -> values.put(name, AttributeValue.fromS(value)));
    return values;
  }
}
