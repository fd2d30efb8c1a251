package dev.mediajobs.localstack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What DynamoDB does when several write at once, and an emulator of it may not. Asked as {@link
 * Abilities} are, after a test has failed: it goes well for a while on every endpoint, so the
 * question is put many times.
 */
record TableAbilities(Deployment deployment) {

  private static final int ROUNDS = 500;
  private static final String TAKE = "SET taker = :taker";
  private static final String UNTAKEN = "attribute_not_exists(taker)";
  private static final String TRACE = "trace#";

  /**
   * Skips the test if two writes at once can both find the same condition true. Nothing keeps them
   * apart on such an endpoint.
   */
  void assumeConditionsAtOnce() throws Exception {
    boolean kept = true;
    for (int round = 0; round < ROUNDS && kept; round++) {
      Map<String, AttributeValue> row = newRow();
      kept =
          AtOnce.winners(
                      number ->
                          succeeds(
                              () ->
                                  deployment.dynamoDb.updateItem(
                                      update ->
                                          update
                                              .tableName(deployment.id("JobsTable"))
                                              .key(row)
                                              .updateExpression(TAKE)
                                              .conditionExpression(UNTAKEN)
                                              .expressionAttributeValues(taker(number)))))
                  .size()
              == 1;
    }
    Abilities.assume("conditions of UpdateItem when several write at once", kept);
  }

  /**
   * Skips the test if of transactions at once, of which only one can succeed, another one succeeds
   * too or leaves something behind.
   */
  void assumeTransactionsAtOnce() throws Exception {
    boolean kept = true;
    for (int round = 0; round < ROUNDS && kept; round++) {
      Map<String, AttributeValue> row = newRow();
      List<Integer> winners =
          AtOnce.winners(
              number ->
                  succeeds(
                      () ->
                          deployment.dynamoDb.transactWriteItems(
                              write ->
                                  write.transactItems(trace(row, number), take(row, number)))));
      kept = winners.size() <= 1 && traces(row) == winners.size();
    }
    Abilities.assume("atomicity of TransactWriteItems when several write at once", kept);
  }

  /** The key of a row that is not there; what is made of it is deleted with the table. */
  private static Map<String, AttributeValue> newRow() {
    return Map.of(
        "pk", AttributeValue.fromS("abilities#" + UUID.randomUUID()),
        "sk", AttributeValue.fromS("row"));
  }

  private static Map<String, AttributeValue> taker(int number) {
    return Map.of(":taker", AttributeValue.fromN(Integer.toString(number)));
  }

  /** Takes a row, which only one can. */
  private TransactWriteItem take(Map<String, AttributeValue> row, int number) {
    return TransactWriteItem.builder()
        .update(
            update ->
                update
                    .tableName(deployment.id("JobsTable"))
                    .key(row)
                    .updateExpression(TAKE)
                    .conditionExpression(UNTAKEN)
                    .expressionAttributeValues(taker(number)))
        .build();
  }

  /** Leaves a row of one's own beside it. */
  private TransactWriteItem trace(Map<String, AttributeValue> row, int number) {
    Map<String, AttributeValue> trace = new HashMap<>(row);
    trace.put("sk", AttributeValue.fromS(TRACE + number));
    return TransactWriteItem.builder()
        .put(put -> put.tableName(deployment.id("JobsTable")).item(trace))
        .build();
  }

  private int traces(Map<String, AttributeValue> row) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", row.get("pk"));
    values.put(":trace", AttributeValue.fromS(TRACE));
    return deployment
        .dynamoDb
        .query(
            query ->
                query
                    .tableName(deployment.id("JobsTable"))
                    .consistentRead(true)
                    .keyConditionExpression("pk = :pk AND begins_with(sk, :trace)")
                    .expressionAttributeValues(values))
        .count();
  }

  private static boolean succeeds(Runnable write) {
    try {
      write.run();
      return true;
    } catch (ConditionalCheckFailedException | TransactionCanceledException refused) {
      return false;
    }
  }
}
