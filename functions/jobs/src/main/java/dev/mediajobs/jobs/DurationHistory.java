package dev.mediajobs.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How long jobs of each type and size have lasted. A seed counts as the first of them, so that an
 * early odd one does not spoil the average.
 */
public final class DurationHistory {

  private static final Logger LOG = LoggerFactory.getLogger(DurationHistory.class);

  private static final String TOTAL = "total_ms";
  private static final String COUNT = "jobs";

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** In {@code table}. */
  public DurationHistory(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * How long a job will last from its submission to its end, as far as earlier ones tell.
   *
   * @param sizeBytes the size of its source
   * @throws SdkException when DynamoDB can't be reached or refuses
   */
  public Duration expected(JobType type, long sizeBytes) {
    Attributes row =
        new Attributes(
            dynamoDb.getItem(get -> get.tableName(table).key(key(type, sizeBytes))).item());
    long jobs = 1 + row.findNumber(COUNT).orElse(0);
    long total = type.seed().toMillis() + row.findNumber(TOTAL).orElse(0);
    return Duration.ofMillis(total / jobs);
  }

  /**
   * Learns from a job that was completed. One that was tried more than once, or whose result is a
   * copy, tells nothing about others. A job that could not be added is missed by nobody.
   */
  public void add(Job completed) {
    Optional<Instant> end = completed.times().completed();
    boolean isCopy = completed.result().flatMap(Result::cachedAt).isPresent();
    if (end.isEmpty() || isCopy || completed.tries().attempt() != 1) {
      return;
    }
    long lasted = Duration.between(completed.times().created(), end.get()).toMillis();
    try {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key(completed.type(), completed.source().sizeBytes()))
                  .updateExpression("ADD #total :lasted, #jobs :one")
                  .expressionAttributeNames(Map.of("#total", TOTAL, "#jobs", COUNT))
                  .expressionAttributeValues(
                      Map.of(
                          ":lasted",
                          AttributeValue.fromN(Long.toString(lasted)),
                          ":one",
                          AttributeValue.fromN("1"))));
    } catch (SdkException e) {
      LOG.warn("the duration of job {} could not be kept", completed.id(), e);
    }
  }

  private static Map<String, AttributeValue> key(JobType type, long sizeBytes) {
    return Attributes.key("durations#" + type.text(), SizeBucket.of(sizeBytes).text());
  }
}
