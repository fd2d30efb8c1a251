package dev.mediajobs.localstack;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.local.dynamodb.Tables;
import dev.mediajobs.local.sqs.Queues;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Resource;
import dev.mediajobs.local.template.Template;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.transcribe.TranscribeClient;

/**
 * The template's table, bucket and queues at an endpoint, under names that no other run uses, and
 * the functions' environments. Closing it deletes all of it.
 */
final class Deployment implements AutoCloseable {

  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");

  private final String name = "mediajobs-" + UUID.randomUUID().toString().substring(0, 13);
  // The tests share it, and few of them end the jobs that they begin.
  private final Template template =
      Template.read(
          TEMPLATE,
          name,
          Map.of(
              "AnonymousJobLimit", "100",
              // Its own user pool would be one more service for the endpoint to have.
              "JwtIssuer", "https://login.example.com",
              "JwtAudience", "mediajobs"));
  private final ResourceIds ids = new ResourceIds();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final Endpoint endpoint;
  final AwsClients clients;
  final DynamoDbClient dynamoDb;
  final S3Client s3;
  final SqsClient sqs;
  final TranscribeClient transcribe;

  private Deployment(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.clients = endpoint.clients();
    this.dynamoDb = clients.dynamoDb();
    this.s3 = clients.s3();
    this.sqs = clients.sqs();
    this.transcribe = clients.configured(TranscribeClient.builder(), "TRANSCRIBE").build();
  }

  static Deployment on(Endpoint endpoint) {
    Deployment deployment = new Deployment(endpoint);
    try {
      deployment.create();
      return deployment;
    } catch (RuntimeException e) {
      deployment.close();
      throw e;
    }
  }

  private void create() {
    ids.add("TokenKey", "token-key", "token-key");
    ids.add("PushKey", "push-key", "push-key");
    undo.push(() -> CleanUp.transcriptions(transcribe, name));
    template.resources("AWS::DynamoDB::Table").forEach(this::createTable);
    template.resources("AWS::S3::Bucket").forEach(this::createBucket);
    // A queue with a redrive policy needs its dead letter queue first.
    for (boolean redrives : List.of(false, true)) {
      template.resources("AWS::SQS::Queue").stream()
          .filter(queue -> queue.properties().find("RedrivePolicy").isPresent() == redrives)
          .forEach(this::createQueue);
    }
  }

  private void createTable(Resource resource) {
    String table = nameOf(resource);
    Mapping properties = properties(resource);
    String arn = new Tables(dynamoDb).create(table, properties).tableArn();
    undo.push(() -> dynamoDb.deleteTable(delete -> delete.tableName(table)));
    try (var waiter = dynamoDb.waiter()) {
      waiter.waitUntilTableExists(describe -> describe.tableName(table));
    }
    Mapping timeToLive = properties.get("TimeToLiveSpecification").mapping();
    TimeToLiveSpecification specification =
        TimeToLiveSpecification.builder()
            .attributeName(timeToLive.get("AttributeName").text())
            .enabled(timeToLive.get("Enabled").flag())
            .build();
    dynamoDb.updateTimeToLive(
        update -> update.tableName(table).timeToLiveSpecification(specification));
    ids.add(resource.logicalId(), table, arn);
  }

  private void createBucket(Resource resource) {
    String bucket = nameOf(resource).toLowerCase(Locale.ROOT);
    s3.createBucket(create -> create.bucket(bucket));
    undo.push(() -> CleanUp.bucket(s3, bucket));
    ids.add(resource.logicalId(), bucket, "arn:aws:s3:::" + bucket);
  }

  private void createQueue(Resource resource) {
    String url = new Queues(sqs).create(nameOf(resource), properties(resource));
    undo.push(() -> sqs.deleteQueue(delete -> delete.queueUrl(url)));
    String arn =
        sqs.getQueueAttributes(
                get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    ids.add(resource.logicalId(), url, arn);
  }

  /** Has a bucket tell a queue of objects whose keys begin with {@code prefix}. */
  void tellOfObjects(String bucket, String queue, Event event, String prefix) {
    FilterRule rule = FilterRule.builder().name("prefix").value(prefix).build();
    QueueConfiguration telling =
        QueueConfiguration.builder()
            .queueArn(ids.attribute(queue, "Arn").orElseThrow())
            .events(event)
            .filter(filter -> filter.key(key -> key.filterRules(rule)))
            .build();
    s3.putBucketNotificationConfiguration(
        put ->
            put.bucket(id(bucket))
                .notificationConfiguration(all -> all.queueConfigurations(telling)));
  }

  private String nameOf(Resource resource) {
    return name + "-" + resource.logicalId();
  }

  private Mapping properties(Resource resource) {
    return template.evaluator(ids).evaluate(resource.properties()).mapping();
  }

  /** What {@code Ref} gives for a resource: a name, or the address of a queue. */
  String id(String logicalId) {
    return ids.ref(logicalId).orElseThrow();
  }

  /** The environment that the template gives to a function, and the way to the endpoint. */
  Map<String, String> environmentOf(String function) {
    // Deferred starts need a role in IAM, which is no part of this deployment.
    ids.add("TranscribeRole", "", "");
    ids.add("SocketStage", "live", "");
    Resource resource =
        template.resources().stream()
            .filter(candidate -> candidate.logicalId().equals(function))
            .findFirst()
            .orElseThrow();
    Map<String, String> environment = new HashMap<>(endpoint.environment());
    template
        .evaluator(ids)
        .evaluate(resource.properties().get("Environment"))
        .mapping()
        .get("Variables")
        .mapping()
        .members()
        .forEach((variable, value) -> environment.put(variable, value.text()));
    return environment;
  }

  JobStore jobs() {
    return new JobStore(dynamoDb, id("JobsTable"), clock());
  }

  UploadStore uploads() {
    return new UploadStore(dynamoDb, id("JobsTable"), clock());
  }

  JobQueue queue() {
    return new JobQueue(sqs, id("JobQueue"));
  }

  private static Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  @Override
  public void close() {
    RuntimeException failures = new IllegalStateException("not everything could be deleted");
    undo.forEach(
        step -> {
          try {
            step.run();
          } catch (RuntimeException e) {
            failures.addSuppressed(e);
          }
        });
    List.of(dynamoDb, s3, sqs, transcribe).forEach(client -> client.close());
    if (failures.getSuppressed().length > 0) {
      throw failures;
    }
  }
}
