package dev.mediajobs.notifier.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.aws.LogLevel;
import dev.mediajobs.jobs.DeliveryQueue;
import dev.mediajobs.jobs.DeliveryStore;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.WebhookSecrets;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.notifier.tries.RetrySchedule;
import dev.mediajobs.outbound.OutboundHttp;
import dev.mediajobs.outbound.Reach;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lambda function behind the queue of deliveries. A message that can't be understood comes
 * again until the queue gives it up.
 */
public final class WebhookHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private final Logger log = LoggerFactory.getLogger(WebhookHandler.class);
  private final Deliverer deliverer;

  /** As Lambda makes it, from the process's environment. */
  public WebhookHandler() {
    this(LogLevel.setFrom(System.getenv()));
  }

  /**
   * From an environment with the variables that template.yaml names.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public WebhookHandler(Map<String, String> variables) {
    this(variables, Clock.systemUTC(), RandomGenerator.getDefault());
  }

  /**
   * The same, by another clock and other random numbers.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public WebhookHandler(Map<String, String> variables, Clock clock, RandomGenerator random) {
    Environment environment = new Environment(variables);
    AwsClients clients = new AwsClients(environment);
    Reach reach = Reach.of(environment);
    this.deliverer =
        new Deliverer(
            new DeliveryStore(clients.dynamoDb(), environment.text("JOBS_TABLE")),
            new DeliveryQueue(clients.sqs(), environment.text("WEBHOOK_QUEUE_URL")),
            new WebhookSecrets(environment.text("TOKEN_KEY")),
            new OutboundHttp(reach),
            reach,
            RetrySchedule.ofCallbacks(random),
            clock);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : event.getRecords()) {
      try {
        JsonObject delivery = Json.object(message.getBody());
        deliverer.tryNow(
            JobId.parse(delivery.requiredString("job_id")).orElseThrow(),
            delivery.requiredString("event_id"));
      } catch (JsonException | RuntimeException e) {
        log.error("the message {} could not be handled", message.getMessageId(), e);
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }
}
