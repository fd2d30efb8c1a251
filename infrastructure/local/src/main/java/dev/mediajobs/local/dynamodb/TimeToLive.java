package dev.mediajobs.local.dynamodb;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Deletes rows whose time is over, once a minute ("Time to Live" in the DynamoDB guide; DynamoDB
 * itself takes up to days). DynamoDB Local's own deletes a few rows a second and does not mark
 * their stream records, so it stays off.
 */
public final class TimeToLive implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TimeToLive.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** What expired longer ago is taken for a mistake, and stays. */
  private static final Period LONGEST_PAST = Period.ofYears(5);

  private final DynamoDbClient dynamo;
  private final List<ExpiringTable> tables;
  private final ServiceDeletions deletions;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("time-to-live").factory());

  private TimeToLive(
      DynamoDbClient dynamo, List<ExpiringTable> tables, ServiceDeletions deletions, Clock clock) {
    this.dynamo = dynamo;
    this.tables = List.copyOf(tables);
    this.deletions = deletions;
    this.clock = clock;
  }

  /**
   * Begins to look for expired rows.
   *
   * @param dynamo must be usable until this is closed
   * @param deletions remembers what is deleted
   * @param clock decides what has expired
   */
  public static TimeToLive start(
      DynamoDbClient dynamo, List<ExpiringTable> tables, ServiceDeletions deletions, Clock clock) {
    TimeToLive started = new TimeToLive(dynamo, tables, deletions, clock);
    if (!tables.isEmpty()) {
      var _ =
          started.timer.scheduleWithFixedDelay(
              started::expireOrLog, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }
    return started;
  }

  private void expireOrLog() {
    try {
      int deleted = expireNow();
      LOG.debug("{} rows have expired", deleted);
    } catch (SdkException failure) {
      if (!timer.isShutdown()) {
        LOG.warn("expired rows could not be deleted; trying again in {}", PERIOD, failure);
      }
    }
  }

  /**
   * Deletes all rows that have expired.
   *
   * @return how many
   * @throws SdkException when DynamoDB can't be reached or refuses
   */
  public synchronized int expireNow() {
    Instant now = clock.instant();
    return tables.stream().mapToInt(table -> expire(table, now)).sum();
  }

  private int expire(ExpiringTable table, Instant now) {
    Map<String, String> names = new HashMap<>(Map.of("#expiry", table.attribute()));
    for (int i = 0; i < table.key().size(); i++) {
      names.put("#key" + i, table.key().get(i));
    }
    ScanRequest expired =
        ScanRequest.builder()
            .tableName(table.name())
            .consistentRead(true)
            .filterExpression(
                "attribute_type(#expiry, :number) and #expiry between :oldest and :now")
            .projectionExpression(names.keySet().stream().sorted().collect(joining(", ")))
            .expressionAttributeNames(names)
            .expressionAttributeValues(
                Map.of(
                    ":number", AttributeValue.fromS("N"),
                    ":oldest", seconds(now.atZone(ZoneOffset.UTC).minus(LONGEST_PAST).toInstant()),
                    ":now", seconds(now)))
            .build();
    int deleted = 0;
    for (Map<String, AttributeValue> row : dynamo.scanPaginator(expired).items()) {
      if (deletions.make(table.name(), key(table, row), () -> delete(table, row))) {
        deleted++;
      }
    }
    return deleted;
  }

  /** Unless its time was changed after it was found. */
  private boolean delete(ExpiringTable table, Map<String, AttributeValue> row) {
    try {
      dynamo.deleteItem(
          delete ->
              delete
                  .tableName(table.name())
                  .key(key(table, row))
                  .conditionExpression("#expiry = :found")
                  .expressionAttributeNames(Map.of("#expiry", table.attribute()))
                  .expressionAttributeValues(Map.of(":found", row.get(table.attribute()))));
      return true;
    } catch (ConditionalCheckFailedException changed) {
      LOG.debug("a row was changed and stays", changed);
      return false;
    }
  }

  private static Map<String, AttributeValue> key(
      ExpiringTable table, Map<String, AttributeValue> row) {
    Map<String, AttributeValue> key = new LinkedHashMap<>(row);
    key.keySet().retainAll(table.key());
    return key;
  }

  private static AttributeValue seconds(Instant instant) {
    return AttributeValue.fromN(String.valueOf(instant.getEpochSecond()));
  }

  /** Deletes nothing any more. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
