package dev.mediajobs.local.worker;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Settings;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.Invocations;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import dev.mediajobs.worker.WorkerHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.transcribe.TranscribeClient;

/** A worker and everything it works on; the test hands it its messages. */
final class Workbench implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  final TestClock clock = TestClock.running();
  final JobStore store;
  final S3Client s3;
  final SqsClient sqs;
  final TranscribeClient transcribe;
  final String bucket;
  private final Queue<String> news = new ArrayDeque<>();
  private final EmbeddedStack stack;
  private final UploadStore uploads;
  private final Map<String, String> environment;
  private final WorkerHandler worker;

  private Workbench(TranscribeOptions options) throws IOException {
    this.stack = stack(options);
    this.environment = stack.environmentOf("WorkerFunction");
    this.bucket = stack.physicalId("MediaBucket");
    AwsClients clients = new AwsClients(new Environment(environment));
    this.s3 = clients.s3();
    this.sqs = clients.sqs();
    this.transcribe = clients.configured(TranscribeClient.builder(), "TRANSCRIBE").build();
    this.store = new JobStore(clients.dynamoDb(), stack.physicalId("JobsTable"), clock);
    this.uploads = new UploadStore(clients.dynamoDb(), stack.physicalId("JobsTable"), clock);
    this.worker = worker();
  }

  static Workbench start() throws IOException {
    return new Workbench(TranscribeOptions.defaults());
  }

  static Workbench start(TranscribeOptions options) throws IOException {
    return new Workbench(options);
  }

  /** Another worker on the same things. */
  WorkerHandler worker() {
    return new WorkerHandler(environment, clock);
  }

  /** A pending job whose upload holds these bytes. */
  Job submitted(byte[] recording) {
    return submitted(recording, SubtitleSettings.DEFAULT);
  }

  Job submitted(byte[] recording, Settings settings) {
    String id = UUID.randomUUID().toString().replace("-", "");
    Upload upload =
        new Upload(
            id,
            "talk.mp4",
            recording.length,
            "video/mp4",
            Optional.empty(),
            clock.instant(),
            Optional.empty());
    uploads.create(upload);
    s3.putObject(put -> put.bucket(bucket).key(upload.key()), RequestBody.fromBytes(recording));
    Job job =
        Job.submitted(
            JobId.random(),
            new Source(upload.key(), "talk.mp4", recording.length, Optional.empty()),
            settings,
            clock.instant());
    if (store.submit(job, upload) != Submitted.YES) {
      throw new IllegalStateException("nobody else uses this upload");
    }
    return job;
  }

  Job row(Job job) {
    return store.find(job.id()).orElseThrow();
  }

  /** Delivers the message that the job is due at the fence it has now. */
  void deliver(Job job) {
    deliver(due(job));
  }

  SQSBatchResponse deliver(String... bodies) {
    return worker.handleRequest(Invocations.messages(bodies), Invocations.context(TIMEOUT));
  }

  SQSBatchResponse deliver(SQSEvent event) {
    return worker.handleRequest(event, Invocations.context(TIMEOUT));
  }

  SQSBatchResponse deliverWithin(Duration time, String... bodies) {
    return worker.handleRequest(Invocations.messages(bodies), Invocations.context(time));
  }

  static String due(Job job) {
    return "{\"job_id\":\"%s\",\"fence\":%d}".formatted(job.id(), job.hold().fence());
  }

  /** The same message, naming the lease too, as the product sends it. */
  static String dueAtLease(Job job) {
    return "{\"job_id\":\"%s\",\"fence\":%d,\"lease_until\":%d}"
        .formatted(job.id(), job.hold().fence(), job.hold().lease().until().toEpochMilli());
  }

  /** The next event about a transcription, as the rule put it into the job queue. */
  String news() {
    Instant end = Instant.now().plusSeconds(20);
    while (news.isEmpty() && Instant.now().isBefore(end)) {
      // Several may come at once, and whoever receives them has them all.
      received("JobQueue", Duration.ofSeconds(2)).stream()
          .map(Message::body)
          .filter(body -> body.contains("aws.transcribe"))
          .forEach(news::add);
    }
    if (news.isEmpty()) {
      throw new AssertionError("no news of a transcription came");
    }
    return news.remove();
  }

  /** Delivers events about transcriptions until one about this job's was among them. */
  void deliverNewsOf(Job job) {
    String told;
    do {
      told = news();
      deliver(told);
    } while (!told.contains(job.id().toString()));
  }

  List<Message> deadLetters() {
    return received("JobDeadLetterQueue", Duration.ZERO);
  }

  /** How many messages of the job queue are held back for later. */
  int delayedMessages() {
    return Integer.parseInt(
        sqs.getQueueAttributes(
                get ->
                    get.queueUrl(stack.physicalId("JobQueue"))
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes()
            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
  }

  List<String> keysOf(Job job) {
    return s3
        .listObjectsV2(list -> list.bucket(bucket).prefix("7d/jobs/" + job.id()))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  /** Writes the files of a result, each with this text, where {@code prefix} says. */
  void writeFiles(String prefix, String text) {
    for (Format format : Format.values()) {
      s3.putObject(
          put -> put.bucket(bucket).key(SubtitleResult.key(prefix, format)),
          RequestBody.fromString(text));
    }
  }

  String text(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    stack.close();
  }

  private List<Message> received(String queue, Duration patience) {
    return sqs.receiveMessage(
            receive ->
                receive
                    .queueUrl(stack.physicalId(queue))
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All")
                    .waitTimeSeconds((int) patience.toSeconds()))
        .messages();
  }

  /**
   * The product's own template, but nobody consumes the queue, and a minute of sound is the most.
   */
  private static EmbeddedStack stack(TranscribeOptions options) throws IOException {
    Path template = Files.createTempFile("without-consumer", ".yaml");
    try {
      String text = Files.readString(Path.of("../../template.yaml"));
      Files.writeString(
          template, text.replace("BatchSize: 1", "BatchSize: 1\n            Enabled: false"));
      return EmbeddedStack.start(
          StackOptions.of(
                  template,
                  TranscribeEmulator.factory(
                      options, ScriptedRecognizer.hearing("good morning everybody")))
              .withParameters(Map.of("MaximumAudioSeconds", "60")));
    } finally {
      Files.delete(template);
    }
  }
}
