package dev.mediajobs.local.sweeper;

import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Pool;
import dev.mediajobs.jobs.Slot;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.Invocations;
import dev.mediajobs.local.TableCopies;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.sweeper.SweeperHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A sweeper on a table and a queue of its own, and jobs in every state. */
final class SweepBench implements AutoCloseable {

  static final SubtitleResult RESULT =
      new SubtitleResult(
          "7d/jobs/any/2/",
          Map.of(Format.SRT, 1L, Format.VTT, 1L, Format.JSON, 1L),
          Optional.empty(),
          Duration.ofSeconds(1),
          0,
          0,
          0,
          List.of());

  private static final Pool POOL = Pool.anonymous(100);
  private static final RandomGenerator NO_DELAY = () -> 0L;

  final TestClock clock = TestClock.standing();
  final JobStore jobs;
  final Slots slots;
  private final DynamoDbClient dynamoDb;
  private final SqsClient sqs;
  private final UploadStore uploads;
  private final String table;
  private final String queue;
  private final Map<String, String> environment;

  private SweepBench(EmbeddedStack stack, String table, String queue) {
    AwsClients clients = new AwsClients(new Environment(stack.environment()));
    this.dynamoDb = clients.dynamoDb();
    this.sqs = clients.sqs();
    this.table = table;
    this.queue = queue;
    this.jobs = new JobStore(dynamoDb, table, clock);
    this.uploads = new UploadStore(dynamoDb, table, clock);
    this.slots = new Slots(dynamoDb, table, RandomGenerator.getDefault());
    this.environment = new HashMap<>(stack.environmentOf("SweeperFunction"));
    environment.put("JOBS_TABLE", table);
    environment.put("JOB_QUEUE_URL", queue);
  }

  /** On a table and a queue of its own, which go when it is closed. */
  static SweepBench on(EmbeddedStack stack) {
    String name = "sweep-" + UUID.randomUUID();
    AwsClients clients = new AwsClients(new Environment(stack.environment()));
    try (DynamoDbClient dynamoDb = clients.dynamoDb();
        SqsClient sqs = clients.sqs()) {
      TableCopies.make(dynamoDb, stack.physicalId("JobsTable"), name);
      return new SweepBench(
          stack, name, sqs.createQueue(create -> create.queueName(name)).queueUrl());
    }
  }

  /** On those of the stack's own sweeper. */
  static SweepBench inside(EmbeddedStack stack) {
    return new SweepBench(stack, stack.physicalId("JobsTable"), stack.physicalId("JobQueue"));
  }

  /** A running job whose worker has been silent for too long. */
  Job silent() {
    Job pending = pending();
    return moved(
        pending,
        pending.claimed("silent", clock.instant().minus(Job.RUNNING_LEASE).minusSeconds(1)));
  }

  Job pending() {
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
                clock.instant())
            .holding(slots.free(List.of(POOL)).orElseThrow());
    if (jobs.submit(job, upload) != Submitted.YES) {
      throw new IllegalStateException("nobody else uses this table");
    }
    return job;
  }

  Job running() {
    return claim(pending());
  }

  Job claim(Job pending) {
    return moved(pending, pending.claimed(UUID.randomUUID().toString(), clock.instant()));
  }

  Job awaiting() {
    Job running = running();
    return moved(
        running,
        running.awaiting(running.checkpoint(), clock.instant(), clock.instant().plusSeconds(600)));
  }

  Job row(Job job) {
    return jobs.read(job.id()).orElseThrow();
  }

  List<Job> rows(Job... of) {
    return Arrays.stream(of).map(this::row).toList();
  }

  Map<String, AttributeValue> item(Job job) {
    return dynamoDb.getItem(get -> get.tableName(table).key(key(job)).consistentRead(true)).item();
  }

  void damage(Job job, Damage damage) {
    dynamoDb.updateItem(
        update -> update.tableName(table).key(key(job)).attributeUpdates(damage.updates()));
  }

  void delete(Job job) {
    dynamoDb.deleteItem(delete -> delete.tableName(table).key(key(job)));
  }

  /** Leaves the slot behind as no correct program does. */
  void occupy(Slot slot, Job holder) {
    Map<String, AttributeValue> item =
        slotHeldBy(holder.id(), key("pool#" + slot.pool(), "slot#" + slot.number()));
    item.put("fence", AttributeValue.fromN("1"));
    dynamoDb.putItem(put -> put.tableName(table).item(item));
  }

  /** Writes a slot as no correct program does, in a pool of its own. */
  void occupyWithoutFence(String sortKey) {
    Map<String, AttributeValue> item = slotHeldBy(JobId.random(), key("pool#wrong", sortKey));
    dynamoDb.putItem(put -> put.tableName(table).item(item));
  }

  private Map<String, AttributeValue> slotHeldBy(JobId holder, Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item = new HashMap<>(key);
    item.put("job_id", AttributeValue.fromS(holder.toString()));
    item.put("lease_shard", AttributeValue.fromS("slot#0"));
    item.put("lease_until", AttributeValue.fromN(Long.toString(clock.instant().toEpochMilli())));
    return item;
  }

  /** When the job is looked at next, whether or not its row makes sense. */
  Instant leaseOf(Job job) {
    return lease(key(job));
  }

  /** When the slot is looked at next. */
  Instant leaseOf(Slot slot) {
    return lease(key("pool#" + slot.pool(), "slot#" + slot.number()));
  }

  /** When a slot that was written wrongly is looked at next. */
  Instant leaseOfSlot(String sortKey) {
    return lease(key("pool#wrong", sortKey));
  }

  private Instant lease(Map<String, AttributeValue> key) {
    AttributeValue until =
        dynamoDb
            .getItem(get -> get.tableName(table).key(key).consistentRead(true))
            .item()
            .get("lease_until");
    return Instant.ofEpochMilli(Long.parseLong(Objects.requireNonNull(until).n()));
  }

  int slotsTaken() {
    return slots.taken(POOL);
  }

  int sweep() throws IOException {
    return sweep(new SweeperHandler(environment, clock, NO_DELAY));
  }

  int sweepWithoutQueue() throws IOException {
    Map<String, String> broken = new HashMap<>(environment);
    broken.put("JOB_QUEUE_URL", queue + "-that-is-gone");
    return sweep(new SweeperHandler(broken, clock, NO_DELAY));
  }

  /** The clocks differ, so that neither takes the other's write for its own. */
  int sweepTwiceAtOnce() throws Exception {
    Callable<Integer> sweep = this::sweep;
    Clock other = Clock.offset(clock, Duration.ofMillis(1));
    Callable<Integer> otherSweep = () -> sweep(new SweeperHandler(environment, other, NO_DELAY));
    int recovered = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Future<Integer> one : threads.invokeAll(List.of(sweep, otherSweep))) {
        recovered += one.get();
      }
    }
    return recovered;
  }

  /** All messages that may be received now. */
  List<String> messages() {
    List<String> bodies = new ArrayList<>();
    List<Message> batch;
    do {
      batch =
          sqs.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10)).messages();
      batch.forEach(message -> bodies.add(message.body()));
    } while (!batch.isEmpty());
    return bodies;
  }

  String messageOf(Job job) {
    return "{\"job_id\":\"%s\",\"fence\":%d,\"lease_until\":%d}"
        .formatted(job.id(), job.hold().fence(), job.hold().lease().until().toEpochMilli());
  }

  @Override
  public void close() {
    dynamoDb.deleteTable(delete -> delete.tableName(table));
    sqs.deleteQueue(delete -> delete.queueUrl(queue));
    dynamoDb.close();
    sqs.close();
  }

  private Job moved(Job before, Job after) {
    if (!jobs.move(before, after)) {
      throw new IllegalStateException("nobody else moves this job");
    }
    return after;
  }

  /** What the sweeper answers to this event. */
  String answer(String event) throws IOException {
    return answer(new SweeperHandler(environment, clock, NO_DELAY), event);
  }

  private static String answer(SweeperHandler sweeper, String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    sweeper.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        answer,
        Invocations.context());
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static int sweep(SweeperHandler sweeper) throws IOException {
    try {
      return (int)
          Json.object(answer(sweeper, "{}")).requiredWholeNumber("processed", 0, Integer.MAX_VALUE);
    } catch (JsonException e) {
      throw new IOException(e);
    }
  }

  private static Map<String, AttributeValue> key(Job job) {
    return key("job#" + job.id(), "job");
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
  }
}
