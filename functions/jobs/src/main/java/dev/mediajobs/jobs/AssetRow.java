package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How an asset is written in its row of the jobs table. */
final class AssetRow {

  static final String STATE = "asset_state";
  static final String WORK = "work";
  static final String HAS_AUDIO = "has_audio";
  static final String DURATION = "duration_ms";
  static final String EXPIRY = "expires_at";

  /** The state of a row that is only left to have its objects deleted once more. */
  static final String DELETED = "deleted";

  private static final String PARTITION = "asset#";
  private static final String SORT = "asset";

  private AssetRow() {}

  static Map<String, AttributeValue> key(UUID id) {
    return Attributes.key(PARTITION + id, SORT);
  }

  static Optional<UUID> idOf(String partitionKey, String sortKey) {
    return sortKey.equals(SORT) && partitionKey.startsWith(PARTITION)
        ? JobId.parse(partitionKey.substring(PARTITION.length())).map(JobId::value)
        : Optional.empty();
  }

  /** By which the index finds the assets of a project. */
  static String indexKey(Owner owner, UUID project) {
    return "assets#%s#%s".formatted(project, owner.subject());
  }

  static Map<String, AttributeValue> of(Asset asset) {
    Attributes row = new Attributes(key(asset.place().asset()));
    row.text("asset_id", asset.id());
    row.text("project_id", asset.place().project().toString());
    row.text(OwnedJobs.SUBJECT, asset.owner().subject());
    row.text(OwnedJobs.KEY, indexKey(asset.owner(), asset.place().project()));
    row.number(OwnedJobs.CREATED, asset.createdAt().toEpochMilli());
    row.text("source_key", asset.key());
    row.text("filename", asset.filename());
    row.number("size_bytes", asset.sizeBytes());
    row.text("content_type", asset.contentType());
    asset
        .multipart()
        .ifPresent(
            parts -> {
              row.text("s3_upload_id", parts.s3Id());
              row.number("part_size", parts.partSize());
            });
    row.instant("created_at", Optional.of(asset.createdAt()));
    row.text(STATE, asset.state().text());
    asset
        .facts()
        .ifPresent(
            facts -> {
              row.bool(HAS_AUDIO, facts.hasAudio());
              facts.duration().ifPresent(length -> row.number(DURATION, length.toMillis()));
            });
    row.text("made_by", asset.madeBy().map(JobId::toString));
    row.texts(WORK, asset.work().stream().map(JobId::toString).toList());
    if (asset.state() == Asset.State.UPLOADING) {
      row.number(EXPIRY, epochSeconds(asset.expiresAt()));
    }
    return row.toMap();
  }

  /** Empty when the asset was deleted. */
  static Optional<Asset> toAsset(Map<String, AttributeValue> item) {
    Attributes row = new Attributes(item);
    if (item.isEmpty() || row.text(STATE).equals(DELETED)) {
      return Optional.empty();
    }
    return Optional.of(
        new Asset(
            new ProjectAsset(
                UUID.fromString(row.text("project_id")), UUID.fromString(row.text("asset_id"))),
            new Owner(row.text(OwnedJobs.SUBJECT)),
            row.text("source_key"),
            row.text("filename"),
            row.number("size_bytes"),
            row.text("content_type"),
            row.findText("s3_upload_id")
                .map(id -> new Upload.Multipart(id, row.number("part_size"))),
            row.instant("created_at"),
            Asset.State.of(row.text(STATE)),
            facts(row, item.containsKey(HAS_AUDIO)),
            row.findText("made_by").flatMap(JobId::parse),
            row.texts(WORK).stream().map(JobId::parse).flatMap(Optional::stream).toList()));
  }

  static TransactWriteItem creation(String table, Asset asset) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(of(asset))).build();
  }

  /** Names {@code job} among those that work on the asset, if that is still as it was read. */
  static TransactWriteItem workedOn(String table, Asset asset, List<JobId> active, JobId job) {
    Attributes values = new Attributes(Map.of());
    values.texts(":seen", texts(asset.work()));
    values.texts(
        ":now", Stream.concat(active.stream(), Stream.of(job)).map(JobId::toString).toList());
    values.text(":ready", Asset.State.READY.text());
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(table)
                    .key(key(asset.place().asset()))
                    .updateExpression("SET #work = :now")
                    .conditionExpression("#state = :ready AND #work = :seen")
                    .expressionAttributeNames(Map.of("#work", WORK, "#state", STATE))
                    .expressionAttributeValues(values.toMap()))
        .build();
  }

  static List<String> texts(List<JobId> jobs) {
    return jobs.stream().map(JobId::toString).toList();
  }

  /** The first whole second that is not before {@code instant}. */
  static long epochSeconds(Instant instant) {
    return Math.ceilDiv(instant.toEpochMilli(), 1000L);
  }

  private static Optional<AssetFacts> facts(Attributes row, boolean isKnown) {
    if (!isKnown) {
      return Optional.empty();
    }
    OptionalLong length = row.findNumber(DURATION);
    return Optional.of(
        new AssetFacts(
            row.bool(HAS_AUDIO),
            length.isPresent()
                ? Optional.of(Duration.ofMillis(length.getAsLong()))
                : Optional.empty()));
  }
}
