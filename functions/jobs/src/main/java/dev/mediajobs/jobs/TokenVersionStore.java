package dev.mediajobs.jobs;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which tokens of jobs are valid, for those who may see nothing else of a job's row. */
public final class TokenVersionStore {

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** In {@code table}. */
  public TokenVersionStore(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * Those of this job at this instant.
   *
   * @return empty when there is no such job any more
   * @throws software.amazon.awssdk.core.exception.SdkException when DynamoDB can't be reached or
   *     refuses
   */
  public Optional<TokenVersions> find(JobId job) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                get ->
                    get.tableName(table)
                        .key(JobRow.key(job))
                        .consistentRead(true)
                        .projectionExpression("#owner, #shared")
                        .expressionAttributeNames(
                            Map.of(
                                "#owner", JobRow.TOKEN_VERSION,
                                "#shared", JobRow.SHARE_VERSION)))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(JobRow.toTokens(new Attributes(item)));
  }
}
