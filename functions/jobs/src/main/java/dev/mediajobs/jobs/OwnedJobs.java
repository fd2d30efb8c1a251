package dev.mediajobs.jobs;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The jobs of a signed-in user, by a sparse index that holds nothing but their keys. It lags behind
 * the rows by an instant, so that a job may be missing that was accepted just now; the rows
 * themselves are read strongly.
 */
public final class OwnedJobs {

  /** The attribute with the owner's name. */
  static final String SUBJECT = "owner";

  /** The index and its attributes, in which an owner's assets stand as well. */
  static final String INDEX = "owners";

  static final String KEY = "owner_key";
  static final String CREATED = "owner_created";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final JobStore jobs;

  /** In {@code table}. */
  public OwnedJobs(DynamoDbClient dynamoDb, String table, JobStore jobs) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.jobs = jobs;
  }

  /**
   * Those that exist and whose retention has not ended, newest first.
   *
   * @param origin the contract that they were asked for by
   * @param most how many at most; at least 1
   * @throws software.amazon.awssdk.core.exception.SdkException when DynamoDB can't be reached or
   *     refuses
   */
  public List<Job> newest(Origin origin, Owner owner, int most) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .indexName(INDEX)
            .keyConditionExpression("#key = :key")
            .expressionAttributeNames(Map.of("#key", KEY))
            .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key(origin, owner))))
            .scanIndexForward(false)
            .limit(most)
            .build();
    List<JobId> ids =
        dynamoDb.queryPaginator(query).items().stream()
            .limit(most)
            .map(LeaseIndex.Key::of)
            .map(JobRow::idOf)
            .flatMap(Optional::stream)
            .toList();
    return jobs.findAll(ids).stream()
        .sorted((one, other) -> other.times().created().compareTo(one.times().created()))
        .toList();
  }

  /**
   * The same, of all contracts together.
   *
   * @param most how many at most; at least 1
   * @throws software.amazon.awssdk.core.exception.SdkException when DynamoDB can't be reached or
   *     refuses
   */
  public List<Job> newest(Owner owner, int most) {
    return Stream.of(Origin.values())
        .flatMap(origin -> newest(origin, owner, most).stream())
        .sorted(Comparator.comparing((Job job) -> job.times().created()).reversed())
        .limit(most)
        .toList();
  }

  static void write(Attributes row, Origin origin, Owner owner, Instant created) {
    row.text(SUBJECT, owner.subject());
    row.text(KEY, key(origin, owner));
    row.number(CREATED, created.toEpochMilli());
  }

  private static String key(Origin origin, Owner owner) {
    return "%s#%s".formatted(origin.text(), owner.subject());
  }
}
