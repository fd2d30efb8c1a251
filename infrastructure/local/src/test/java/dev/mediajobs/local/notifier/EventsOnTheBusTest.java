package dev.mediajobs.local.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Lease;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.Invocations;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import dev.mediajobs.notifier.NotifierHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What a rule on the template's bus brings to whoever listens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsOnTheBusTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String LISTENER =
      """
        Listener:
          Type: AWS::SQS::Queue
        Everything:
          Type: AWS::Events::Rule
          Properties:
            EventBusName: !Ref EventBus
            EventPattern: { source: [mediajobs] }
            Targets: [{ Id: Listener, Arn: !GetAtt Listener.Arn }]

      Outputs:
      """;

  private final Clock clock = Clock.tickMillis(ZoneOffset.UTC);
  private final List<JsonNode> heard = new ArrayList<>();
  private EmbeddedStack stack;
  private AwsClients clients;
  private SqsClient sqs;
  private JobStore jobs;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    String template =
        Files.readString(Path.of("../../template.yaml")).replace("\nOutputs:\n", "\n" + LISTENER);
    stack =
        EmbeddedStack.start(
            StackOptions.of(
                Files.writeString(folder.resolve("template.yaml"), template),
                TranscribeEmulator.factory(
                    TranscribeOptions.defaults(), ScriptedRecognizer.hearing("nothing"))));
    clients = new AwsClients(new Environment(stack.environment()));
    sqs = clients.sqs();
    jobs = new JobStore(clients.dynamoDb(), stack.physicalId("JobsTable"), clock);
  }

  @AfterAll
  void stop() {
    sqs.close();
    stack.close();
  }

  @Test
  void everyEventOfAJobComesToTheBusAndItsEndIsMarkedAsTold() {
    Job failed = failed();

    await().atMost(SOON).until(() -> types(failed).size() >= 3);

    assertThat(types(failed))
        .containsExactlyInAnyOrder("job.progress", "job.progress", "job.failed");
    await().atMost(SOON).until(() -> row(failed).hold().lease().kind() == Lease.Kind.TOLD);
    assertThat(row(failed)).isEqualTo(failed.told());
    JsonNode event = end(failed);
    assertThat(event.path("source").asText()).isEqualTo("mediajobs");
    assertThat(event.path("detail").path("type").asText()).isEqualTo("job.failed");
    assertThat(event.path("detail").path("time").asText())
        .isEqualTo(event.path("detail").path("job").path("completed_at").asText());
    assertThat(event.path("detail").path("job").path("error_code").asText()).isEqualTo("no_audio");
  }

  @Test
  void invariant7AnEndThatStaysUntoldIsToldAgainWithTheSameId() {
    Job failed = failed();
    await().atMost(SOON).until(() -> row(failed).hold().lease().kind() == Lease.Kind.TOLD);
    String shard = "told_by#" + Math.floorMod(failed.id().value().hashCode(), 4);

    // As a row is that the sweeper has found untold and pushed.
    clients
        .dynamoDb()
        .updateItem(
            update ->
                update
                    .tableName(stack.physicalId("JobsTable"))
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("job#" + failed.id()),
                            "sk", AttributeValue.fromS("job")))
                    .updateExpression(
                        "SET lease_kind = :kind, lease_shard = :shard, lease_until = :until")
                    .expressionAttributeValues(
                        Map.of(
                            ":kind", AttributeValue.fromS("told_by"),
                            ":shard", AttributeValue.fromS(shard),
                            ":until", AttributeValue.fromN("1772971561441"))));

    await().atMost(SOON).until(() -> row(failed).hold().lease().kind() == Lease.Kind.TOLD);
    await().atMost(SOON).until(() -> types(failed).size() == 4);
    assertThat(
            eventsOf(failed).stream()
                .filter(event -> event.path("detail-type").asText().equals("job.failed"))
                .map(event -> event.path("detail").toString()))
        .hasSize(2)
        .containsOnly(end(failed).path("detail").toString());
  }

  @Test
  void theSampleIsWhatComes() throws Exception {
    Job failed = failed();
    await().atMost(SOON).until(() -> types(failed).contains("job.failed"));

    JsonNode sample = JSON.readTree(Files.readString(Path.of("../../events/bus-job-failed.json")));

    assertThat(names(sample)).isEqualTo(names(end(failed)));
    assertThat(names(sample.path("detail"))).isEqualTo(names(end(failed).path("detail")));
    assertThat(names(sample.path("detail").path("job")))
        .isEqualTo(names(end(failed).path("detail").path("job")));
  }

  @Test
  void anEventThatTheBusDoesNotTakeComesAgain() throws Exception {
    DynamodbEvent event = ended();

    assertThat(failures(event, Map.of("EVENT_BUS", "no-such-bus")))
        .containsExactly("4421584500000000017450439092");
  }

  @Test
  void aRecordThatMakesNoSenseKeepsNobodyFromBeingTold() throws Exception {
    DynamodbEvent poisoned = ended();
    poisoned.getRecords().getFirst().getDynamodb().getNewImage().remove("filename");
    DynamodbEvent event = ended();
    String other = UUID.randomUUID().toString();
    var change = event.getRecords().getFirst().getDynamodb();
    var name =
        new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue(other);
    change.getKeys().put("pk", name.clone().withS("job#" + other));
    change.getNewImage().put("job_id", name);
    change.getOldImage().put("job_id", name);
    event.setRecords(List.of(poisoned.getRecords().getFirst(), event.getRecords().getFirst()));

    assertThat(failures(event, Map.of())).isEmpty();

    await().atMost(SOON).until(() -> eventsOf(other).size() == 1);
  }

  private List<String> failures(DynamodbEvent event, Map<String, String> changes) {
    Map<String, String> environment = new HashMap<>(stack.environmentOf("NotifierFunction"));
    environment.putAll(changes);
    return new NotifierHandler(environment)
        .handleRequest(event, Invocations.context()).getBatchItemFailures().stream()
            .map(BatchItemFailure::getItemIdentifier)
            .toList();
  }

  private static DynamodbEvent ended() throws Exception {
    return LambdaEventSerializers.serializerFor(
            DynamodbEvent.class, EventsOnTheBusTest.class.getClassLoader())
        .fromJson(Files.readString(Path.of("../../events/notifier-job-ended.json")));
  }

  /** A job that a worker has begun and could not do. */
  private Job failed() {
    Upload upload =
        new Upload(
            UUID.randomUUID().toString().replace("-", ""),
            "talk.mp4",
            1,
            "video/mp4",
            Optional.empty(),
            clock.instant(),
            Optional.empty());
    new UploadStore(clients.dynamoDb(), stack.physicalId("JobsTable"), clock).create(upload);
    Job job =
        Job.submitted(
            JobId.random(),
            new Source(upload.key(), "talk.mp4", 1, Optional.empty()),
            SubtitleSettings.DEFAULT,
            clock.instant());
    assertThat(jobs.submit(job, upload)).isEqualTo(Submitted.YES);
    Job running = job.claimed("worker", clock.instant());
    assertThat(jobs.move(job, running)).isTrue();
    Job alive = running.alive(clock.instant().plusSeconds(1));
    assertThat(jobs.move(running, alive)).isTrue();
    Job failed = alive.failed(new Failure("no_audio", "It has no sound."), clock.instant());
    assertThat(jobs.move(alive, failed)).isTrue();
    return failed;
  }

  private Job row(Job job) {
    return jobs.read(job.id()).orElseThrow();
  }

  private List<String> types(Job job) {
    return eventsOf(job).stream().map(event -> event.path("detail-type").asText()).toList();
  }

  private JsonNode end(Job job) {
    return eventsOf(job).stream()
        .filter(event -> event.path("detail-type").asText().equals("job.failed"))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> eventsOf(Job job) {
    return eventsOf(job.id().toString());
  }

  private List<JsonNode> eventsOf(String job) {
    listen();
    return heard.stream()
        .filter(event -> event.path("detail").path("job").path("job_id").asText().equals(job))
        .toList();
  }

  private void listen() {
    String url = stack.physicalId("Listener");
    sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
        .messages()
        .forEach(
            message -> {
              heard.add(parsed(message.body()));
              sqs.deleteMessage(
                  delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
            });
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
