package dev.mediajobs.local.faults;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.TableCopies;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import dev.mediajobs.local.transcribe.Fault;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The product's own template, embedded, where nothing happens by itself: whoever lives on it hands
 * the functions their events. Each has a table and a queue of its own.
 */
public final class Grounds implements AutoCloseable {

  /** What the names of transcriptions begin with. */
  static final String PREFIX = "mediajobs.";

  /** What the names begin with of transcriptions whose first generation Transcribe gives up. */
  static final String REFUSING_PREFIX = PREFIX + "refused-once.";

  private final EmbeddedStack stack;
  private final DynamoDbClient dynamoDb;
  private final SqsClient sqs;
  private final S3Client s3;
  private final NewsDesk news;

  private Grounds(EmbeddedStack stack) {
    this.stack = stack;
    AwsClients clients = new AwsClients(new Environment(stack.environment()));
    this.dynamoDb = clients.dynamoDb();
    this.sqs = clients.sqs();
    this.s3 = clients.s3();
    this.news = NewsDesk.open(sqs, stack.physicalId("JobQueue"));
  }

  /** Starts one. */
  public static Grounds open() throws IOException {
    Path template = Files.createTempFile("without-consumer", ".yaml");
    try {
      String text = Files.readString(Path.of("..", "..", "template.yaml"));
      Files.writeString(
          template, text.replace("BatchSize: 1", "BatchSize: 1\n            Enabled: false"));
      TranscribeOptions options =
          TranscribeOptions.defaults()
              .withFaults(
                  new Fault.FailedJob(
                      Pattern.compile(Pattern.quote(REFUSING_PREFIX) + ".*\\.1"),
                      "The data in your input file isn't valid."));
      return new Grounds(
          EmbeddedStack.start(
              StackOptions.of(
                  template,
                  TranscribeEmulator.factory(
                      options, ScriptedRecognizer.hearing("good morning everybody")))));
    } finally {
      Files.delete(template);
    }
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  S3Client s3() {
    return s3;
  }

  String bucket() {
    return stack.physicalId("MediaBucket");
  }

  NewsDesk news() {
    return news;
  }

  /** A new table like the template's; gives its name. */
  String newTable() {
    String name = "life-" + UUID.randomUUID();
    TableCopies.make(dynamoDb, stack.physicalId("JobsTable"), name);
    return name;
  }

  /** A new queue; gives its URL. */
  String newQueue() {
    return sqs.createQueue(create -> create.queueName("life-" + UUID.randomUUID())).queueUrl();
  }

  void remove(String table, String queueUrl) {
    dynamoDb.deleteTable(delete -> delete.tableName(table));
    sqs.deleteQueue(delete -> delete.queueUrl(queueUrl));
  }

  /** The variables of a function that is to work on this table and this queue. */
  Map<String, String> environmentOf(String function, String table, String queueUrl) {
    Map<String, String> environment = new HashMap<>(stack.environmentOf(function));
    environment.put("JOBS_TABLE", table);
    environment.put("JOB_QUEUE_URL", queueUrl);
    return environment;
  }

  @Override
  public void close() {
    news.close();
    stack.close();
  }
}
