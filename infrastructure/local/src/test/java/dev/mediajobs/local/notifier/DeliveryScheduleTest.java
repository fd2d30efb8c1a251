package dev.mediajobs.local.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Delivery;
import dev.mediajobs.jobs.DeliveryStore;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.jobs.Webhook;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.Invocations;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.local.api.Receiver;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import dev.mediajobs.notifier.webhooks.WebhookHandler;
import dev.mediajobs.sweeper.SweeperHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** When deliveries are tried again; the tests' clock stands in for that of the functions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryScheduleTest {

  private static final Duration SOON = Duration.ofMinutes(1);

  /** How long a message may be late before the sweeper sends another. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestClock clock = TestClock.running();
  private EmbeddedStack stack;
  private AwsClients clients;
  private SqsClient sqs;
  private JobStore jobs;
  private UploadStore uploads;
  private DeliveryStore deliveries;
  private WebhookHandler handler;
  private Receiver receiver;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    String resting =
        Files.readString(Path.of("../../template.yaml"))
            .replaceAll("( +)BatchSize: 1\n", "$1BatchSize: 1\n$1Enabled: false\n");
    stack =
        EmbeddedStack.start(
            StackOptions.of(
                Files.writeString(folder.resolve("template.yaml"), resting),
                TranscribeEmulator.factory(
                    TranscribeOptions.defaults(), ScriptedRecognizer.hearing("nothing"))));
    clients = new AwsClients(new Environment(stack.environment()));
    String table = stack.physicalId("JobsTable");
    sqs = clients.sqs();
    jobs = new JobStore(clients.dynamoDb(), table, clock);
    uploads = new UploadStore(clients.dynamoDb(), table, clock);
    deliveries = new DeliveryStore(clients.dynamoDb(), table);
    handler =
        new WebhookHandler(
            stack.environmentOf("WebhookFunction"), clock, RandomGenerator.getDefault());
    receiver = Receiver.start();
  }

  @AfterAll
  void stop() {
    receiver.close();
    sqs.close();
    stack.close();
  }

  @Test
  void aReceiverThatIsDownForTheFirstFourTriesIsToldAtTheFifth() throws Exception {
    Delivery delivery = ended("/down");
    for (int tries = 1; tries <= 4; tries++) {
      receiver.answer(503, Map.of());
    }
    List<Duration> pauses = new ArrayList<>();

    for (int tries = 1; tries <= 5; tries++) {
      Delivery before = row(delivery);
      clock.passTo(before.due());
      attempt(delivery);
      pauses.add(Duration.between(clock.instant(), row(delivery).due()));
    }

    assertThat(row(delivery).state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(row(delivery).log())
        .extracting(done -> done.status().orElseThrow())
        .containsExactly(503, 503, 503, 503, 200);
    assertThat(receiver.calls("/down"))
        .hasSize(5)
        .allSatisfy(
            call -> {
              assertThat(call.header("webhook-id")).isEqualTo(delivery.event());
              assertThat(call.body()).isEqualTo(delivery.payload());
            });
    assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
    assertThat(pauses.get(1)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
    assertThat(pauses.get(2)).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(36));
    assertThat(pauses.get(3)).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(144));
  }

  @Test
  void aDeliveryWhoseMessageIsLostOrCanNotWaitForSoLongIsFoundByTheSweeper() throws Exception {
    Delivery delivery = ended("/later");
    receiver.answer(503, Map.of("Retry-After", "3600"));
    attempt(delivery);
    Instant due = row(delivery).due();
    assertThat(due).isAfter(clock.instant().plus(Duration.ofMinutes(59)));
    drain();
    attempt(delivery);
    assertThat(receiver.calls("/later")).hasSize(1);

    clock.passTo(due.plus(PATIENCE));
    sweep();

    SQSEvent woken = new SQSEvent();
    woken.setRecords(await().atMost(SOON).until(this::drain, messages -> !messages.isEmpty()));
    assertThat(handler.handleRequest(woken, Invocations.context()).getBatchItemFailures())
        .isEmpty();
    assertThat(row(delivery).state()).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void messagesThatComeTwiceHaveADeliveryTriedOnce() throws Exception {
    Delivery delivery = ended("/twice");
    receiver.answer(200, Map.of(), () -> attempt(delivery));

    attempt(delivery);
    attempt(delivery);

    assertThat(receiver.calls("/twice")).hasSize(1);
    assertThat(row(delivery).log()).hasSize(1);
  }

  @Test
  void aTryWhoseProcessDiedIsBegunOnceMoreWhenItsTimeIsOver() throws Exception {
    Delivery delivery = ended("/died");
    assertThat(
            deliveries.change(
                delivery, delivery.begun(clock.instant().plus(Duration.ofMinutes(1)))))
        .isTrue();
    attempt(delivery);
    assertThat(receiver.calls("/died")).isEmpty();

    clock.pass(Duration.ofMinutes(1));
    attempt(delivery);

    assertThat(row(delivery).state()).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void aDeliveryThatWasTriedTenTimesHasFailed() throws Exception {
    Delivery delivery = ended("/never");
    for (int tries = 1; tries <= 10; tries++) {
      receiver.answer(500, Map.of());
      clock.passTo(row(delivery).due());
      attempt(delivery);
    }

    assertThat(row(delivery).state()).isEqualTo(Delivery.State.FAILED);
    assertThat(receiver.calls("/never")).hasSize(10);
  }

  @Test
  void theSampleMessageIsUnderstoodAndAnotherComesAgain() throws Exception {
    SQSEvent sample = sample();
    assertThat(failures(sample)).isEmpty();

    sample.getRecords().getFirst().setBody("{}");

    assertThat(failures(sample)).hasSize(1);
  }

  private List<SQSBatchResponse.BatchItemFailure> failures(SQSEvent event) {
    return handler.handleRequest(event, Invocations.context()).getBatchItemFailures();
  }

  private static SQSEvent sample() throws Exception {
    return LambdaEventSerializers.serializerFor(
            SQSEvent.class, DeliveryScheduleTest.class.getClassLoader())
        .fromJson(Files.readString(Path.of("../../events/webhook-delivery-due.json")));
  }

  /** A job that has failed, and the delivery that the notifier has made of it. */
  private Delivery ended(String path) {
    Upload upload =
        new Upload(
            UUID.randomUUID().toString().replace("-", ""),
            "talk.mp4",
            1,
            "video/mp4",
            Optional.empty(),
            clock.instant(),
            Optional.empty());
    uploads.create(upload);
    Job job =
        Job.submitted(
            JobId.random(),
            new Source(upload.key(), "talk.mp4", 1, Optional.empty()),
            SubtitleSettings.DEFAULT,
            clock.instant());
    Webhook webhook =
        new Webhook(
            job.id(), receiver.url(path), Optional.empty(), false, job.times().retainedUntil());
    assertThat(jobs.submit(job, Optional.of(upload), Optional.empty(), Optional.of(webhook)))
        .isEqualTo(Submitted.YES);
    Job running = job.claimed("worker", clock.instant());
    assertThat(jobs.move(job, running)).isTrue();
    Job failed = running.failed(new Failure("no_audio", "It has no sound."), clock.instant());
    assertThat(jobs.move(running, failed)).isTrue();
    return await()
        .atMost(SOON)
        .until(() -> deliveries.ofJob(job.id()), found -> !found.isEmpty())
        .getFirst();
  }

  private Delivery row(Delivery delivery) {
    return deliveries.find(delivery.job(), delivery.event()).orElseThrow();
  }

  private void attempt(Delivery delivery) {
    String due =
        "{\"job_id\":\"%s\",\"event_id\":\"%s\"}".formatted(delivery.job(), delivery.event());
    assertThat(failures(Invocations.messages(due))).isEmpty();
  }

  private void sweep() throws Exception {
    new SweeperHandler(stack.environmentOf("SweeperFunction"), clock, RandomGenerator.getDefault())
        .handleRequest(
            new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            Invocations.context());
  }

  /** The messages that can be received now; they are gone then. */
  private List<SQSEvent.SQSMessage> drain() {
    String url = stack.physicalId("WebhookQueue");
    List<SQSEvent.SQSMessage> messages = new ArrayList<>();
    for (Message message :
        sqs.receiveMessage(
                receive -> receive.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0))
            .messages()) {
      sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
      SQSEvent.SQSMessage received = new SQSEvent.SQSMessage();
      received.setMessageId(message.messageId());
      received.setBody(message.body());
      messages.add(received);
    }
    return messages;
  }
}
