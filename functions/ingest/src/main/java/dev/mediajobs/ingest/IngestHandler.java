package dev.mediajobs.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.DeadLetters;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.aws.LogLevel;
import dev.mediajobs.jobs.DurationHistory;
import dev.mediajobs.jobs.InboxStore;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Pools;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.jobs.WakeUp;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The Lambda function behind the inbox queue. A message that can't be settled yet stays in the
 * queue and comes again; one that nobody understands goes to the dead letters at once.
 */
public final class IngestHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final Logger log = LoggerFactory.getLogger(IngestHandler.class);
  private final String bucket;
  private final Intake intake;
  private final Results results;
  private final Patience patience;
  private final DeadLetters deadLetters;

  /** As Lambda makes it, from the process's environment. */
  public IngestHandler() {
    this(LogLevel.setFrom(System.getenv()));
  }

  /**
   * From an environment with the variables that template.yaml names.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public IngestHandler(Map<String, String> variables) {
    this(variables, Clock.tickMillis(ZoneOffset.UTC));
  }

  /**
   * The same, by another clock.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public IngestHandler(Map<String, String> variables, Clock clock) {
    Environment environment = new Environment(variables);
    AwsClients clients = new AwsClients(environment);
    DynamoDbClient dynamoDb = clients.dynamoDb();
    S3Client s3 = clients.copyingS3();
    SqsClient sqs = clients.sqs();
    String table = environment.text("JOBS_TABLE");
    this.bucket = environment.text("MEDIA_BUCKET");
    JobStore jobs = new JobStore(dynamoDb, table, clock);
    Inbox inbox = new Inbox(s3, bucket);
    InboxStore latest = new InboxStore(dynamoDb, table, clock);
    this.results =
        new Results(jobs, latest, inbox, new MediaStore(s3, clients.s3Presigner(), bucket));
    this.intake =
        new Intake(
            inbox,
            results,
            latest,
            jobs,
            new Slots(dynamoDb, table, RandomGenerator.getDefault()),
            Pools.from(environment),
            new DurationHistory(dynamoDb, table),
            new WakeUp(new JobQueue(sqs, environment.text("JOB_QUEUE_URL"))),
            Math.min(
                environment.number("MAXIMUM_UPLOAD_BYTES", 1, 1_000_000_000_000L),
                MediaStore.LARGEST_COPY),
            clock);
    this.patience = new Patience(sqs, environment.text("INBOX_QUEUE_URL"));
    this.deadLetters = new DeadLetters(sqs, environment.text("INBOX_DEAD_LETTER_QUEUE_URL"));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : event.getRecords()) {
      if (!isSettled(message)) {
        patience.putOff(message);
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private boolean isSettled(SQSMessage message) {
    try {
      return switch (InboxMessage.of(message.getBody(), bucket)) {
        case InboxMessage.Created(List<CreatedObject> objects) ->
            areTaken(objects, Patience.received(message));
        case InboxMessage.Ended(var job) -> {
          results.bring(job);
          yield true;
        }
        case InboxMessage.Foreign(String problem) -> {
          log.error("the message {} is not for this queue: {}", message.getMessageId(), problem);
          deadLetters.add(message.getBody(), problem);
          yield true;
        }
      };
    } catch (RuntimeException e) {
      log.error(
          "the message {} could not be handled; it will come again", message.getMessageId(), e);
      return false;
    }
  }

  /** Those behind one that has to wait may belong to somebody who has room. */
  private boolean areTaken(List<CreatedObject> objects, int received) {
    boolean all = true;
    for (CreatedObject object : objects) {
      all &= intake.take(object, received);
    }
    return all;
  }
}
