package dev.mediajobs.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeToLiveTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00.900Z");
  private static final ExpiringTable TABLE = new ExpiringTable("rows", "expires_at", List.of("pk"));

  private static final Identity SERVICE =
      Identity.builder().type("Service").principalId("dynamodb.amazonaws.com").build();

  private final ServiceDeletions deletions = new ServiceDeletions();
  private DynamoDbServer server;
  private DynamoDbClient dynamo;

  @BeforeAll
  void start() {
    server = DynamoDbServer.start(Optional.empty());
    dynamo = client().build();
  }

  @AfterAll
  void stop() {
    dynamo.close();
    server.close();
  }

  @BeforeEach
  void makeTable() {
    dynamo.createTable(
        create ->
            create
                .tableName("rows")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build()));
  }

  @AfterEach
  void deleteTable() {
    dynamo.deleteTable(delete -> delete.tableName("rows"));
  }

  @Test
  void rowsGoAtTheSecondThatTheirAttributeNamesAndNotBefore() {
    put("over", seconds(NOW.minusSeconds(1)));
    put("just over", seconds(NOW));
    put("not yet", seconds(NOW.plusSeconds(1)));

    assertThat(expire(dynamo)).isEqualTo(2);

    assertThat(keys()).containsExactly("not yet");
  }

  @Test
  void onlyASensibleNumberIsATimeToLive() {
    put("text", AttributeValue.fromS("0"));
    put("over five years ago", seconds(NOW.minus(Duration.ofDays(5 * 366))));
    dynamo.putItem(
        put -> put.tableName("rows").item(Map.of("pk", AttributeValue.fromS("without"))));

    assertThat(expire(dynamo)).isZero();

    assertThat(keys()).containsExactlyInAnyOrder("text", "over five years ago", "without");
  }

  @Test
  void aRowWhoseTimeWasRemovedAfterItWasFoundStays() {
    put("retried", seconds(NOW));
    try (DynamoDbClient raced =
        client()
            .overrideConfiguration(
                override -> override.addExecutionInterceptor(new RemovesTimeBeforeDeletion()))
            .build()) {
      assertThat(expire(raced)).isZero();
    }

    assertThat(keys()).containsExactly("retried");
    assertThat(told("rows", "retried", "1").userIdentity()).isNull();
  }

  @Test
  void aDeletionIsRememberedForTheOneRecordThatTellsOfIt() {
    put("over", seconds(NOW));

    int _ = expire(dynamo);

    assertThat(told("rows", "over", "7").userIdentity()).isEqualTo(SERVICE);
    assertThat(told("rows", "over", "7").userIdentity()).isEqualTo(SERVICE);
    assertThat(told("rows", "over", "8").userIdentity()).isNull();
    assertThat(told("rows", "other", "7").userIdentity()).isNull();
    assertThat(told("elsewhere", "over", "7").userIdentity()).isNull();
  }

  private Record told(String table, String key, String sequenceNumber) {
    return deletions.complete(
        table,
        Record.builder()
            .eventName(OperationType.REMOVE)
            .dynamodb(StreamRecord.builder().keys(key(key)).sequenceNumber(sequenceNumber).build())
            .build());
  }

  private int expire(DynamoDbClient client) {
    try (TimeToLive timeToLive =
        TimeToLive.start(client, List.of(TABLE), deletions, Clock.fixed(NOW, ZoneOffset.UTC))) {
      return timeToLive.expireNow();
    }
  }

  private List<String> keys() {
    return dynamo.scan(scan -> scan.tableName("rows")).items().stream()
        .map(row -> Objects.requireNonNull(row.get("pk")).s())
        .toList();
  }

  private void put(String key, AttributeValue expiry) {
    dynamo.putItem(
        put ->
            put.tableName("rows")
                .item(Map.of("pk", AttributeValue.fromS(key), "expires_at", expiry)));
  }

  private static Map<String, AttributeValue> key(String key) {
    return Map.of("pk", AttributeValue.fromS(key));
  }

  private static AttributeValue seconds(Instant instant) {
    return AttributeValue.fromN(String.valueOf(instant.getEpochSecond()));
  }

  private DynamoDbClientBuilder client() {
    return DynamoDbClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("TESTKEY", "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  private final class RemovesTimeBeforeDeletion implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof DeleteItemRequest delete) {
        dynamo.updateItem(
            update ->
                update.tableName("rows").key(delete.key()).updateExpression("remove expires_at"));
      }
    }
  }
}
