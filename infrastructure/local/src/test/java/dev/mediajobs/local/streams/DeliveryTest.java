package dev.mediajobs.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.local.lambda.FunctionDefinition;
import dev.mediajobs.local.lambda.LambdaFunction;
import dev.mediajobs.local.sqs.SqsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final OptionalInt NEVER = OptionalInt.empty();
  private static final Duration HOUR = Duration.ofHours(1);

  private SqsServer server;
  private SqsClient sqs;
  private String queue;
  private LambdaFunction function;

  @BeforeAll
  void start() {
    server = SqsServer.start("us-east-1", "000000000000");
    sqs =
        SqsClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("TESTKEY", "secret")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    function =
        LambdaFunction.of(
            new FunctionDefinition(
                "scripted",
                "arn:aws:lambda:us-east-1:0:function:scripted",
                Scripted.class.getName(),
                Duration.ofMinutes(1),
                128,
                Map.of()),
            getClass().getClassLoader());
  }

  @AfterAll
  void stop() {
    function.close();
    sqs.close();
    server.close();
  }

  @BeforeEach
  void reset() {
    Scripted.batches.clear();
    queue = sqs.createQueue(create -> create.queueName("given-up-" + System.nanoTime())).queueUrl();
  }

  @Test
  void aBatchThatIsHandledIsSentOnce() throws Exception {
    Scripted.answer = batch -> "";

    deliver(policy(NEVER, false), "1", "2");

    assertThat(Scripted.batches).containsExactly(List.of("1", "2"));
  }

  @Test
  void aBatchThatFailsIsSentAgainWhole() throws Exception {
    Scripted.answer = batch -> Scripted.batches.size() < 3 ? fail() : "";

    deliver(policy(NEVER, false), "1", "2");

    assertThat(Scripted.batches)
        .containsExactly(List.of("1", "2"), List.of("1", "2"), List.of("1", "2"));
    assertThat(givenUp()).isEmpty();
  }

  @Test
  void aBatchThatFailsTooOftenIsGivenUpWhole() throws Exception {
    Scripted.answer = batch -> fail();

    deliver(policy(OptionalInt.of(2), false), "1", "2");

    assertThat(Scripted.batches).hasSize(3);
    JsonNode told = givenUp().getFirst();
    assertThat(told.path("requestContext").path("condition").asText())
        .isEqualTo("RetryAttemptsExhausted");
    assertThat(told.path("requestContext").path("approximateInvokeCount").asInt()).isEqualTo(3);
    JsonNode batch = told.path("DDBStreamBatchInfo");
    assertThat(batch.path("shardId").asText()).isEqualTo("shard-1");
    assertThat(batch.path("startSequenceNumber").asText()).isEqualTo("1");
    assertThat(batch.path("endSequenceNumber").asText()).isEqualTo("2");
    assertThat(batch.path("approximateArrivalOfFirstRecord").asText())
        .isEqualTo("2026-11-20T12:00:00Z");
    assertThat(batch.path("batchSize").asInt()).isEqualTo(2);
  }

  @Test
  void whatCameBeforeTheReportedRecordIsNotSentAgain() throws Exception {
    Scripted.answer = batch -> batch.getFirst().equals("1") ? reports("3", "2") : "";

    deliver(policy(NEVER, false), "1", "2", "3");

    assertThat(Scripted.batches).containsExactly(List.of("1", "2", "3"), List.of("2", "3"));
  }

  @Test
  void aBatchIsSplitUntilOnlyTheBadRecordIsGivenUp() throws Exception {
    Scripted.answer = batch -> batch.contains("3") ? fail() : "";

    deliver(policy(OptionalInt.of(0), true), "1", "2", "3", "4");

    assertThat(Scripted.batches)
        .containsExactly(
            List.of("1", "2", "3", "4"),
            List.of("1", "2"),
            List.of("3", "4"),
            List.of("3"),
            List.of("4"));
    assertThat(givenUp())
        .singleElement()
        .satisfies(
            told ->
                assertThat(told.path("DDBStreamBatchInfo").path("startSequenceNumber").asText())
                    .isEqualTo("3"));
  }

  @Test
  void aReportedRecordIsIsolatedBeforeTheOthersAreGivenUpWithIt() throws Exception {
    Scripted.answer = batch -> batch.contains("2") ? reports("2") : "";

    deliver(policy(OptionalInt.of(0), true), "1", "2", "3");

    assertThat(Scripted.batches)
        .containsExactly(List.of("1", "2", "3"), List.of("2", "3"), List.of("2"), List.of("3"));
    assertThat(givenUp()).hasSize(1);
  }

  @Test
  void recordsThatAreTooOldAreGivenUpUnseen() throws Exception {
    Scripted.answer = batch -> "";

    delivery(policy(NEVER, false))
        .deliver(
            List.of(
                record("1", NOON.minus(HOUR).minusSeconds(1)),
                record("2", NOON.minus(HOUR)),
                record("3", NOON)));

    assertThat(Scripted.batches).containsExactly(List.of("2", "3"));
    JsonNode told = givenUp().getFirst();
    assertThat(told.path("requestContext").path("condition").asText())
        .isEqualTo("RecordAgeExceeded");
    assertThat(told.has("responseContext")).isFalse();
  }

  private FailurePolicy policy(OptionalInt retries, boolean bisect) {
    return new FailurePolicy(retries, Optional.of(HOUR), bisect, Optional.of(queue));
  }

  private void deliver(FailurePolicy policy, String... records) throws InterruptedException {
    List<StreamRecord> batch = new ArrayList<>();
    for (String record : records) {
      batch.add(record(record, NOON));
    }
    delivery(policy).deliver(batch);
  }

  private Delivery delivery(FailurePolicy policy) {
    StreamSource source =
        new StreamSource(
            "rows",
            "arn:stream",
            "us-east-1",
            StreamSource.Start.LATEST,
            10,
            Duration.ZERO,
            List.of(),
            true,
            policy);
    Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    return new Delivery(
        source,
        function,
        new GivenUp(source, "shard-1", function.definition().arn(), sqs, clock),
        clock);
  }

  private static StreamRecord record(String sequenceNumber, Instant written) {
    return new StreamRecord(
        sequenceNumber, written, JSON.createObjectNode().put("n", sequenceNumber), 9);
  }

  private List<JsonNode> givenUp() throws IOException {
    List<JsonNode> told = new ArrayList<>();
    for (var message :
        sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10)).messages()) {
      told.add(JSON.readTree(message.body()));
    }
    return told;
  }

  private static String fail() {
    throw new IllegalStateException("asked to");
  }

  private static String reports(String... sequenceNumbers) {
    var answer = JSON.createObjectNode();
    var failures = answer.putArray("batchItemFailures");
    for (String number : sequenceNumbers) {
      failures.addObject().put("itemIdentifier", number);
    }
    return answer.toString();
  }

  /** Notes what it is given, and answers as the test says. */
  public static final class Scripted implements RequestStreamHandler {
    private static final List<List<String>> batches = new ArrayList<>();
    private static volatile Function<List<String>, String> answer = batch -> "";

    public Scripted(Map<String, String> environment) {
      assertThat(environment).isEmpty();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      List<String> batch =
          JSON.readTree(input)
              .path("Records")
              .valueStream()
              .map(record -> record.path("n").asText())
              .toList();
      batches.add(batch);
      output.write(answer.apply(batch).getBytes(StandardCharsets.UTF_8));
    }
  }
}
