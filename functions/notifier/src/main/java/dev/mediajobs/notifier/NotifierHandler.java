package dev.mediajobs.notifier;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.aws.LogLevel;
import dev.mediajobs.jobs.DeliveryQueue;
import dev.mediajobs.jobs.DeliveryStore;
import dev.mediajobs.jobs.InboxQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.UntoldEnds;
import dev.mediajobs.jobs.UploadStore;
import dev.mediajobs.notifier.bus.BusChannel;
import dev.mediajobs.notifier.events.Channel;
import dev.mediajobs.notifier.events.Telling;
import dev.mediajobs.notifier.inbox.InboxChannel;
import dev.mediajobs.notifier.push.PushChannel;
import dev.mediajobs.notifier.push.PushQueue;
import dev.mediajobs.notifier.sockets.SocketChannel;
import dev.mediajobs.notifier.webhooks.WebhookChannel;
import dev.mediajobs.push.SubscriptionStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The Lambda function behind the stream of the jobs table. Records of one row are handled in their
 * order: after one that could not be, the row's others wait. Those of other rows do not. What could
 * not be handled is reported, and Lambda sends the first of it again with all that came after.
 */
public final class NotifierHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

  private final Logger log = LoggerFactory.getLogger(NotifierHandler.class);
  private final FollowUp followUp;

  /** As Lambda makes it, from the process's environment. */
  public NotifierHandler() {
    this(LogLevel.setFrom(System.getenv()));
  }

  /**
   * From an environment with the variables that template.yaml names.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public NotifierHandler(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    AwsClients clients = new AwsClients(environment);
    DynamoDbClient dynamoDb = clients.dynamoDb();
    SqsClient sqs = clients.sqs();
    String table = environment.text("JOBS_TABLE");
    Clock clock = Clock.systemUTC();
    this.followUp =
        new FollowUp(
            new ObjectsOfRows(
                new MediaStore(
                    clients.s3(), clients.s3Presigner(), environment.text("MEDIA_BUCKET"))),
            new SourcesOfEndedJobs(new UploadStore(dynamoDb, table, clock)),
            new Telling(
                new JobStore(dynamoDb, table, clock),
                new UntoldEnds(dynamoDb, table),
                SocketChannel.of(environment, clients, clock).stream()
                    .<Channel>map(channel -> channel)
                    .toList(),
                List.of(
                    new BusChannel(
                        clients.configured(EventBridgeClient.builder(), "EVENTBRIDGE").build(),
                        environment.text("EVENT_BUS")),
                    new WebhookChannel(
                        new DeliveryStore(dynamoDb, table),
                        new DeliveryQueue(sqs, environment.text("WEBHOOK_QUEUE_URL")),
                        clock),
                    new PushChannel(
                        new SubscriptionStore(dynamoDb, table, clock),
                        new PushQueue(sqs, environment.text("PUSH_QUEUE_URL")),
                        clock),
                    new InboxChannel(new InboxQueue(sqs, environment.text("INBOX_QUEUE_URL"))))));
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    Set<String> waiting = new HashSet<>();
    for (DynamodbStreamRecord record : event.getRecords()) {
      RowChange change = RowChange.of(record);
      if (waiting.contains(change.partition()) || !isFollowed(change)) {
        waiting.add(change.partition());
        failures.add(new BatchItemFailure(change.sequenceNumber()));
      }
    }
    return new StreamsEventResponse(failures);
  }

  private boolean isFollowed(RowChange change) {
    try {
      followUp.of(change);
      return true;
    } catch (RuntimeException e) {
      log.error(
          "the record {} could not be handled; it will come again", change.sequenceNumber(), e);
      return false;
    }
  }
}
