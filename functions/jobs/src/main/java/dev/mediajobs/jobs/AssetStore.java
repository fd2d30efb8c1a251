package dev.mediajobs.jobs;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The rows of all assets. Those that jobs make are written by {@link JobStore#move}, in the same
 * transaction as the end of the job.
 *
 * <p>Every method throws {@code SdkException} when DynamoDB can't be reached or refuses.
 */
public final class AssetStore {

  private static final Logger LOG = LoggerFactory.getLogger(AssetStore.class);

  private static final Comparator<Asset> NEWEST_FIRST =
      Comparator.comparing(Asset::createdAt).reversed().thenComparing(Asset::id);

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;

  /** In {@code table}. */
  public AssetStore(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  /** Writes a new asset. */
  public void create(Asset asset) {
    try {
      dynamoDb.putItem(
          PutItemRequest.builder()
              .tableName(table)
              .item(AssetRow.of(asset))
              .conditionExpression("attribute_not_exists(pk)")
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .build());
    } catch (ConditionalCheckFailedException e) {
      // The answer to an earlier try of the same write may have been lost.
      if (!e.hasItem() || !AssetRow.of(asset).equals(e.item())) {
        throw e;
      }
    }
  }

  /** The asset as it is at this instant; empty when there is none, and when it never arrived. */
  public Optional<Asset> find(UUID id) {
    return AssetRow.toAsset(
            dynamoDb
                .getItem(get -> get.tableName(table).key(AssetRow.key(id)).consistentRead(true))
                .item())
        .filter(asset -> !asset.isExpiredAt(clock.instant()));
  }

  /**
   * The assets of a project, newest first. The index behind it lags by an instant, so that an asset
   * may be missing that came into being just now.
   *
   * @param most how many at most; at least 1
   */
  public List<Asset> newest(Owner owner, UUID project, int most) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .indexName(OwnedJobs.INDEX)
            .keyConditionExpression("#key = :key")
            .expressionAttributeNames(Map.of("#key", OwnedJobs.KEY))
            .expressionAttributeValues(
                Map.of(":key", AttributeValue.fromS(AssetRow.indexKey(owner, project))))
            .scanIndexForward(false)
            .limit(most)
            .build();
    List<Map<String, AttributeValue>> keys =
        dynamoDb.queryPaginator(query).items().stream()
            .limit(most)
            .map(LeaseIndex.Key::of)
            .map(key -> Attributes.key(key.partition(), key.sort()))
            .toList();
    Instant now = clock.instant();
    return new ItemBatches(dynamoDb, table)
        .read(keys).stream()
            .map(AssetRow::toAsset)
            .flatMap(Optional::stream)
            .filter(asset -> !asset.isExpiredAt(now))
            .sorted(NEWEST_FIRST)
            .toList();
  }

  /**
   * The file of the asset is there, and from now on the asset stays until it is deleted.
   *
   * @return false when the asset is gone; nothing is changed then, nor when this was known
   */
  public boolean arrive(UUID id) {
    Attributes values = new Attributes(Map.of());
    values.text(":uploading", Asset.State.UPLOADING.text());
    values.text(":ready", Asset.State.READY.text());
    values.number(":now", clock.instant().getEpochSecond());
    try {
      dynamoDb.updateItem(
          update(id)
              .updateExpression("SET #state = :ready REMOVE #expiry")
              .conditionExpression("#state = :uploading AND #expiry > :now")
              .expressionAttributeNames(
                  Map.of("#state", AssetRow.STATE, "#expiry", AssetRow.EXPIRY))
              .expressionAttributeValues(values.toMap())
              .build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem()
          && AssetRow.toAsset(e.item())
              .filter(asset -> asset.state() != Asset.State.UPLOADING)
              .isPresent();
    }
  }

  /** Keeps what a look into the asset has told; nothing happens when the asset is gone. */
  public void keep(UUID id, AssetFacts facts) {
    Attributes values = new Attributes(Map.of());
    values.text(":ready", Asset.State.READY.text());
    values.bool(":audio", facts.hasAudio());
    facts.duration().ifPresent(length -> values.number(":length", length.toMillis()));
    String expression =
        "SET #audio = :audio" + (facts.duration().isPresent() ? ", #length = :length" : "");
    learn(
        update(id)
            .updateExpression(expression)
            .conditionExpression("#state = :ready")
            .expressionAttributeNames(
                facts.duration().isPresent()
                    ? Map.of(
                        "#state", AssetRow.STATE,
                        "#audio", AssetRow.HAS_AUDIO,
                        "#length", AssetRow.DURATION)
                    : Map.of("#state", AssetRow.STATE, "#audio", AssetRow.HAS_AUDIO))
            .expressionAttributeValues(values.toMap())
            .build());
  }

  /** The file of the asset can't be read as a recording; nothing happens when the asset is gone. */
  public void refuse(UUID id) {
    Attributes values = new Attributes(Map.of());
    values.text(":ready", Asset.State.READY.text());
    values.text(":failed", Asset.State.FAILED.text());
    learn(
        update(id)
            .updateExpression("SET #state = :failed")
            .conditionExpression("#state = :ready")
            .expressionAttributeNames(Map.of("#state", AssetRow.STATE))
            .expressionAttributeValues(values.toMap())
            .build());
  }

  /**
   * Deletes the asset for every reader. Its row stays until no address to upload to it can be good
   * any more: whatever arrives under such a one is deleted with the row.
   *
   * @param asset the asset as it was read; all its jobs must have ended
   * @return false when a job was made of it since; nothing is changed then
   */
  public boolean delete(Asset asset) {
    Instant now = clock.instant();
    Instant kept = asset.expiresAt().isBefore(now) ? now : asset.expiresAt();
    Attributes values = new Attributes(Map.of());
    values.text(":deleted", AssetRow.DELETED);
    values.number(":kept", AssetRow.epochSeconds(kept));
    values.texts(":seen", AssetRow.texts(asset.work()));
    try {
      dynamoDb.updateItem(
          update(asset.place().asset())
              .updateExpression("SET #state = :deleted, #expiry = :kept REMOVE #key, #created")
              .conditionExpression("#work = :seen AND #state <> :deleted")
              .expressionAttributeNames(
                  Map.of(
                      "#state", AssetRow.STATE,
                      "#expiry", AssetRow.EXPIRY,
                      "#work", AssetRow.WORK,
                      "#key", OwnedJobs.KEY,
                      "#created", OwnedJobs.CREATED))
              .expressionAttributeValues(values.toMap())
              .build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      // Deleted by another request, or by an earlier try of this one whose answer was lost.
      return !e.hasItem() || AssetRow.toAsset(e.item()).isEmpty();
    }
  }

  private void learn(UpdateItemRequest update) {
    try {
      dynamoDb.updateItem(update);
    } catch (ConditionalCheckFailedException e) {
      LOG.debug("the asset is gone that something was learnt of");
    }
  }

  private UpdateItemRequest.Builder update(UUID id) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(AssetRow.key(id))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }
}
