package dev.mediajobs.notifier.push;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.aws.LogLevel;
import dev.mediajobs.jobs.TokenVersionStore;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.notifier.tries.RetrySchedule;
import dev.mediajobs.outbound.OutboundHttp;
import dev.mediajobs.outbound.Reach;
import dev.mediajobs.push.MessageEncryption;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.push.VapidKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lambda function behind the queue of notifications. A message that can't be understood comes
 * again until the queue gives it up.
 */
public final class PushHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final Logger log = LoggerFactory.getLogger(PushHandler.class);
  private final Pusher pusher;

  /** As Lambda makes it, from the process's environment. */
  public PushHandler() {
    this(LogLevel.setFrom(System.getenv()));
  }

  /**
   * From an environment with the variables that template.yaml names.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public PushHandler(Map<String, String> variables) {
    this(variables, Clock.systemUTC(), RandomGenerator.getDefault());
  }

  /**
   * The same, by another clock and other random numbers.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public PushHandler(Map<String, String> variables, Clock clock, RandomGenerator random) {
    Environment environment = new Environment(variables);
    AwsClients clients = new AwsClients(environment);
    Reach reach = Reach.of(environment);
    String table = environment.text("JOBS_TABLE");
    this.pusher =
        new Pusher(
            new SubscriptionStore(clients.dynamoDb(), table, clock),
            new TokenVersionStore(clients.dynamoDb(), table),
            new PushQueue(clients.sqs(), environment.text("PUSH_QUEUE_URL")),
            new MessageEncryption(),
            new PushMessages(new VapidKey(environment.text("PUSH_KEY")), subject(environment)),
            new OutboundHttp(reach),
            reach,
            RetrySchedule.ofNotifications(random),
            clock);
  }

  /** RFC 8292, section 2.1. */
  private static String subject(Environment environment) {
    String subject = environment.text("PUSH_SUBJECT");
    if (!subject.startsWith("mailto:") && !subject.startsWith("https://")) {
      throw new IllegalStateException(
          "the environment variable PUSH_SUBJECT must begin with mailto: or https://");
    }
    return subject;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : event.getRecords()) {
      try {
        pusher.tryNow(Notification.of(message.getBody()));
      } catch (JsonException | RuntimeException e) {
        log.error("the message {} could not be handled", message.getMessageId(), e);
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }
}
