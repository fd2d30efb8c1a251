package dev.mediajobs.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many rows at once, strongly consistent. */
final class ItemBatches {

  /** DynamoDB takes no more keys in one request. */
  private static final int MOST_KEYS = 100;

  private static final int MOST_TRIES = 8;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Backoff backoff = Backoff.ofRequests();

  ItemBatches(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** Those rows that exist, in no order; no key may occur twice. */
  List<Map<String, AttributeValue>> read(List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += MOST_KEYS) {
      items.addAll(batch(keys.subList(from, Math.min(keys.size(), from + MOST_KEYS))));
    }
    return items;
  }

  /** DynamoDB may leave some out, of a request that is too large or comes too fast. */
  private List<Map<String, AttributeValue>> batch(List<Map<String, AttributeValue>> keys) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    KeysAndAttributes left = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    for (int number = 1; number <= MOST_TRIES; number++) {
      KeysAndAttributes wanted = left;
      BatchGetItemResponse answer =
          dynamoDb.batchGetItem(get -> get.requestItems(Map.of(table, wanted)));
      items.addAll(answer.responses().getOrDefault(table, List.of()));
      if (answer.unprocessedKeys().isEmpty()) {
        return items;
      }
      left = answer.unprocessedKeys().getOrDefault(table, KeysAndAttributes.builder().build());
      backoff.pauseBefore(number);
    }
    throw SdkClientException.create("DynamoDB left rows out of every answer");
  }
}
