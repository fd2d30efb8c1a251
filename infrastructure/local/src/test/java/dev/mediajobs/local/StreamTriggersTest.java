package dev.mediajobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.local.template.TemplateException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Functions that a stack feeds from the stream of a table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamTriggersTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String STREAM =
      "arn:aws:dynamodb:us-east-1:000000000000:table/mediajobs-Rows/stream/1970-01-01T00:00:00.000";

  private EmbeddedStack stack;
  private DynamoDbClient dynamo;
  private SqsClient sqs;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = EmbeddedStack.start(TriggersTest.options(folder, TriggersTest.template()));
    dynamo = new StackEnvironment(stack.environment()).dynamo();
    sqs = new StackEnvironment(stack.environment()).sqs();
  }

  @AfterAll
  void stop() {
    sqs.close();
    dynamo.close();
    stack.close();
  }

  @Test
  void aRowThatSomebodyDeletedIsToldWithItsOldImageAndWithoutAnIdentity() throws Exception {
    put(
        Map.of(
            "pk", text("by-hand"),
            "number", AttributeValue.fromN("1.50"),
            "yes", AttributeValue.fromBool(true),
            "nothing", AttributeValue.fromNul(true),
            "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("b")),
            "list", AttributeValue.fromL(List.of(text("a"))),
            "map", AttributeValue.fromM(Map.of("k", text("v"))),
            "empty", AttributeValue.fromM(Map.of()),
            "set", AttributeValue.fromSs(List.of("s"))));
    dynamo.deleteItem(
        delete -> delete.tableName(stack.physicalId("Rows")).key(Map.of("pk", text("by-hand"))));

    JsonNode record = removal("by-hand");

    assertThat(record.path("eventName").asText()).isEqualTo("REMOVE");
    assertThat(record.path("eventSource").asText()).isEqualTo("aws:dynamodb");
    assertThat(record.path("awsRegion").asText()).isEqualTo("us-east-1");
    assertThat(record.path("eventSourceARN").asText()).isEqualTo(STREAM);
    assertThat(record.has("userIdentity")).isFalse();
    JsonNode change = record.path("dynamodb");
    assertThat(change.path("Keys").toString()).isEqualTo("{\"pk\":{\"S\":\"by-hand\"}}");
    assertThat(change.has("NewImage")).isFalse();
    assertThat(change.path("OldImage"))
        .isEqualTo(
            JSON.readTree(
                """
                {"pk":{"S":"by-hand"},"number":{"N":"1.5"},"yes":{"BOOL":true},"nothing":{"NULL":true},
                 "bytes":{"B":"Yg=="},"list":{"L":[{"S":"a"}]},"map":{"M":{"k":{"S":"v"}}},"empty":{"M":{}},"set":{"SS":["s"]}}
                """));
    assertThat(change.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
    assertThat(change.path("ApproximateCreationDateTime").isNumber()).isTrue();
    assertThat(change.path("SequenceNumber").asText()).isNotEmpty();
  }

  @Test
  void aRowWhoseTimeIsOverIsToldAsDeletedByTheService() throws Exception {
    put(
        Map.of(
            "pk",
            text("expired"),
            "expires_at",
            AttributeValue.fromN(String.valueOf(Instant.now().getEpochSecond()))));

    assertThat(stack.expireRows()).isEqualTo(1);

    assertThat(removal("expired").path("userIdentity"))
        .isEqualTo(
            JSON.readTree("{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}"));
  }

  @Test
  void aPoisonRecordIsGivenUpByItselfAndTheOthersComeThroughInOrder() throws Exception {
    for (String row : List.of("picky-1", "picky-poison", "picky-2", "other", "picky-3")) {
      put(Map.of("pk", text(row)));
    }

    List<Message> told =
        await().atMost(SOON).until(this::discarded, messages -> !messages.isEmpty());
    await().atMost(SOON).until(() -> PickyHandler.SEEN.contains("picky-3"));

    assertThat(PickyHandler.SEEN.stream().filter(row -> !row.contains("poison")))
        .containsExactly("picky-1", "picky-2", "picky-3");
    JsonNode message = JSON.readTree(told.getFirst().body());
    assertThat(message.path("requestContext").path("condition").asText())
        .isEqualTo("RetryAttemptsExhausted");
    assertThat(message.path("requestContext").path("functionArn").asText())
        .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:mediajobs-Picky");
    assertThat(message.path("DDBStreamBatchInfo").path("batchSize").asInt()).isEqualTo(1);
    assertThat(message.path("DDBStreamBatchInfo").path("streamArn").asText()).isEqualTo(STREAM);
    assertThat(message.toString()).doesNotContain("picky-poison");
  }

  @ParameterizedTest
  @CsvSource({
    "BatchSize: 10, BatchSize: 10001, BatchSize 10001 is not between 1 and 10000",
    "StartingPosition: LATEST, StartingPosition: NOW, 'StartingPosition is TRIM_HORIZON or LATEST, not NOW'",
    "MaximumRecordAgeInSeconds: 3600, MaximumRecordAgeInSeconds: 59, MaximumRecordAgeInSeconds is neither -1 nor between 60 and 604800",
    "MaximumRetryAttempts: 1, MaximumRetryAttempts: -2, MaximumRetryAttempts is neither -1 nor between 0 and 10000",
    "ParallelizationFactor: 2, TumblingWindowInSeconds: 2, property TumblingWindowInSeconds of AWS::Serverless::Function Events DynamoDB is refused here",
    "'\"prefix\":', 'prefix:', the pattern is no JSON"
  })
  void whatCantBeEmulatedIsRefusedWithItsLine(
      String right, String wrong, String message, @TempDir Path folder) throws Exception {
    StackOptions options =
        TriggersTest.options(folder, TriggersTest.template().replace(right, wrong));

    assertThatThrownBy(() -> EmbeddedStack.start(options))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("triggers.yaml line ")
        .hasMessageContaining(message);
  }

  private void put(Map<String, AttributeValue> row) {
    dynamo.putItem(put -> put.tableName(stack.physicalId("Rows")).item(row));
  }

  private JsonNode removal(String key) throws Exception {
    String event =
        await()
            .atMost(SOON)
            .until(
                () ->
                    WitnessHandler.seen("removals").stream()
                        .filter(seen -> seen.contains("{\"pk\":{\"S\":\"" + key + "\"}}"))
                        .toList(),
                seen -> !seen.isEmpty())
            .getFirst();
    JsonNode records = JSON.readTree(event).path("Records");
    assertThat(records).hasSize(1);
    return records.path(0);
  }

  private List<Message> discarded() {
    return sqs.receiveMessage(
            receive -> receive.queueUrl(stack.physicalId("Discarded")).waitTimeSeconds(1))
        .messages();
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }
}
