package dev.mediajobs.local;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Gives tests tables of their own that are built like the template's. */
public final class TableCopies {

  private TableCopies() {}

  /** Makes an empty table with the keys and indexes of another, without its stream. */
  public static void make(DynamoDbClient dynamoDb, String other, String name) {
    TableDescription like = dynamoDb.describeTable(describe -> describe.tableName(other)).table();
    dynamoDb.createTable(
        create ->
            create
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(like.attributeDefinitions())
                .keySchema(like.keySchema())
                .globalSecondaryIndexes(
                    like.globalSecondaryIndexes().stream()
                        .map(
                            index ->
                                GlobalSecondaryIndex.builder()
                                    .indexName(index.indexName())
                                    .keySchema(index.keySchema())
                                    .projection(index.projection())
                                    .build())
                        .toList()));
  }
}
