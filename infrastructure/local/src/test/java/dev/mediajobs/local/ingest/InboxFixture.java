package dev.mediajobs.local.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.ingest.IngestHandler;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.Invocations;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The inbox of a stack of its own, in which no worker takes the jobs. */
final class InboxFixture implements AutoCloseable {

  private final EmbeddedStack stack;
  private final Map<String, String> environment;
  private final DynamoDbClient dynamoDb;
  private final S3Client s3;
  private final SqsClient sqs;
  private final String bucket;
  private final String table;
  private final JobStore jobs;
  private final IngestHandler handler;
  private int sequence;

  private InboxFixture(EmbeddedStack stack) {
    this.stack = stack;
    environment = stack.environmentOf("IngestFunction");
    AwsClients clients = new AwsClients(new Environment(environment));
    dynamoDb = clients.dynamoDb();
    s3 = clients.s3();
    sqs = clients.sqs();
    bucket = stack.physicalId("MediaBucket");
    table = stack.physicalId("JobsTable");
    Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    jobs = new JobStore(dynamoDb, table, clock);
    handler = new IngestHandler(environment, clock);
  }

  static InboxFixture start(Path folder) throws IOException {
    String template =
        Files.readString(Path.of("../../template.yaml"))
            .replace("BatchSize: 1", "BatchSize: 1\n            Enabled: false");
    return new InboxFixture(
        EmbeddedStack.start(
            StackOptions.of(
                    Files.writeString(folder.resolve("template.yaml"), template),
                    TranscribeEmulator.factory(
                        TranscribeOptions.defaults(), ScriptedRecognizer.hearing("nothing")))
                .withParameters(Map.of("MaximumUploadBytes", "1000"))));
  }

  @Override
  public void close() {
    sqs.close();
    s3.close();
    dynamoDb.close();
    stack.close();
  }

  IngestHandler handler() {
    return handler;
  }

  Map<String, String> environment() {
    return environment;
  }

  JobStore store() {
    return jobs;
  }

  String bucket() {
    return bucket;
  }

  /** Puts an object and hands over what S3 tells of it; says whether that needs no other try. */
  boolean takes(String key, String content) {
    return isSettled(news(key, put(key, content)));
  }

  /** Hands over a message; says whether it needs no other try. */
  boolean isSettled(String body) {
    return handler
        .handleRequest(Invocations.messages(body), Invocations.context())
        .getBatchItemFailures()
        .isEmpty();
  }

  /** As S3 tells of an object that was put just now. */
  String news(String key, String entityTag) {
    sequence++;
    return """
        {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"%s"},\
        "object":{"key":"%s","size":1,"eTag":"%s","sequencer":"%016X"}}}]}"""
        .formatted(bucket, URLEncoder.encode(key, UTF_8), entityTag, sequence);
  }

  String put(String key, String content) {
    return s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(content))
        .eTag()
        .replace("\"", "");
  }

  void delete(String key) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(key));
  }

  /** The jobs that have not ended. */
  List<Job> jobs() {
    return dynamoDb.scan(scan -> scan.tableName(table)).items().stream()
        .filter(row -> row.containsKey("inbox_key"))
        .flatMap(row -> Optional.ofNullable(row.get("job_id")).stream())
        .map(id -> jobs.find(JobId.parse(id.s()).orElseThrow()).orElseThrow())
        .filter(job -> !job.status().isTerminal())
        .toList();
  }

  /** Has every job fail, so that none is left of one test in another. */
  void endAllJobs() {
    for (Job job : jobs()) {
      Clock clock = Clock.tickMillis(ZoneOffset.UTC);
      Job running = job.claimed("test", clock.instant());
      assertThat(jobs.move(job, running)).isTrue();
      assertThat(jobs.move(running, running.failed(new Failure("no", "No."), clock.instant())))
          .isTrue();
    }
  }

  /** How many slots of those who are not signed in are taken. */
  int taken() {
    return new Slots(dynamoDb, table, RandomGenerator.getDefault()).taken(Pool.anonymous(3));
  }

  List<Message> deadLetters() {
    String url = stack.physicalId("InboxDeadLetterQueue");
    List<Message> letters =
        sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10)).messages();
    letters.forEach(
        letter ->
            sqs.deleteMessage(
                delete -> delete.queueUrl(url).receiptHandle(letter.receiptHandle())));
    return letters;
  }

  List<String> keys(String prefix) {
    return s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  String text(String key) {
    return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asString(UTF_8);
  }
}
