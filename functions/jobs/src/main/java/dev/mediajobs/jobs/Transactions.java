package dev.mediajobs.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes several rows, all or none. Two transactions that meet at one row cancel each other without
 * a reason of their own; such a one is done again after a random pause.
 */
final class Transactions {

  private static final int MOST_TRIES = 12;
  private static final String FAILED_CONDITION = "ConditionalCheckFailed";

  /** What DynamoDB calls the reasons that pass. */
  private static final Set<String> PASSING =
      Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private final DynamoDbClient dynamoDb;
  private final Backoff backoff = Backoff.ofRequests();

  Transactions(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  /**
   * Why nothing was written.
   *
   * @param reasons one for each item of the transaction
   */
  record Refused(List<CancellationReason> reasons) {

    /** Whether the condition of the item at {@code index} did not hold. */
    boolean isBecauseOf(int index) {
      return FAILED_CONDITION.equals(reasons.get(index).code());
    }

    /** Whether the condition of one of the items from {@code first} up to {@code end} did not. */
    boolean isBecauseOfAny(int first, int end) {
      return IntStream.range(first, end).anyMatch(this::isBecauseOf);
    }

    /** The row that the item at {@code index} met; empty when there is none. */
    Map<String, AttributeValue> itemOf(int index) {
      return reasons.get(index).item();
    }
  }

  /**
   * Writes all items or none.
   *
   * @return why nothing was written, when a condition did not hold
   * @throws software.amazon.awssdk.core.exception.SdkException when DynamoDB can't be reached or
   *     refuses for another reason, and when others were in the way for too long
   */
  Optional<Refused> write(List<TransactWriteItem> items) {
    for (int number = 1; ; number++) {
      try {
        // The SDK gives each request a token, so its own tries after a lost answer do nothing
        // twice.
        dynamoDb.transactWriteItems(
            TransactWriteItemsRequest.builder().transactItems(items).build());
        return Optional.empty();
      } catch (TransactionCanceledException e) {
        if (e.cancellationReasons().stream()
            .anyMatch(reason -> FAILED_CONDITION.equals(reason.code()))) {
          return Optional.of(new Refused(e.cancellationReasons()));
        }
        if (number == MOST_TRIES || !passes(e)) {
          throw e;
        }
        backoff.pauseBefore(number);
      }
    }
  }

  private static boolean passes(TransactionCanceledException e) {
    return e.cancellationReasons().stream()
        .anyMatch(reason -> PASSING.contains(String.valueOf(reason.code())));
  }
}
