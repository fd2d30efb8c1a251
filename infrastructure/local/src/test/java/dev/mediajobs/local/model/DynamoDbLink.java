package dev.mediajobs.local.model;

import dev.mediajobs.jobs.LeaseIndex;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** DynamoDB as one actor reaches it. */
final class DynamoDbLink implements DynamoDbClient {

  static final String TRANSACTION = "transaction";

  private static final int INDEX_QUERIES_IN_A_ROW = 8;

  private final Actor actor;
  private final DynamoDbClient real;
  private final World world;
  private final int lag;
  private int indexQueries;

  /**
   * Of {@code actor}.
   *
   * @param lag by how many changes of the table its index is behind
   */
  DynamoDbLink(Actor actor, World world, int lag) {
    this.actor = actor;
    this.real = world.table().client();
    this.world = world;
    this.lag = lag;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return actor.call("read " + world.named(request.key()), () -> real.getItem(request));
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return actor.call("read many", () -> real.batchGetItem(request));
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    if (!LeaseIndex.NAME.equals(request.indexName())) {
      return actor.call("query slots", () -> real.query(request));
    }
    // A sweep asks all shards of all kinds and mostly finds nothing; to watch it do so each time
    // would leave less time for what matters.
    indexQueries++;
    return indexQueries % INDEX_QUERIES_IN_A_ROW == 1
        ? actor.call("query leases", () -> world.index().answer(request, lag))
        : world.index().answer(request, lag);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return write("put " + world.named(request.item()), () -> real.putItem(request));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return write("update " + world.named(request.key()), () -> real.updateItem(request));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return write("delete " + world.named(request.key()), () -> real.deleteItem(request));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    // The SDK chooses the token that tells the same transaction, sent again, from another one.
    TransactWriteItemsRequest marked =
        request.toBuilder().clientRequestToken(UUID.randomUUID().toString()).build();
    return write(TRANSACTION, () -> real.transactWriteItems(marked));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // The real client belongs to the table.
  }

  private <T> T write(String what, Supplier<T> does) {
    return actor.call(
        what,
        () -> {
          world.tableIsWrittenBy(actor);
          return does.get();
        });
  }
}
