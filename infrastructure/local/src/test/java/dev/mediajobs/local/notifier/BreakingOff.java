package dev.mediajobs.local.notifier;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * The DynamoDB of a process that reads and deletes, and ends in the middle of it.
 *
 * @param real where it reads and deletes
 * @param left how many more rows it deletes
 */
record BreakingOff(DynamoDbClient real, AtomicInteger left) implements DynamoDbClient {

  static DynamoDbClient after(int deletions, DynamoDbClient real) {
    return new BreakingOff(real, new AtomicInteger(deletions));
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return real.getItem(request);
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    if (left.getAndDecrement() <= 0) {
      throw SdkClientException.create("the process has ended");
    }
    return real.deleteItem(request);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // The real one belongs to whoever made it.
  }
}
