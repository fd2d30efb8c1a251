package dev.mediajobs.sweeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.aws.LogLevel;
import dev.mediajobs.jobs.Backoff;
import dev.mediajobs.jobs.DeliveryQueue;
import dev.mediajobs.jobs.JobQueue;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.LeaseIndex;
import dev.mediajobs.jobs.Slots;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The Lambda function behind the schedule, and behind {@code POST /api/jobs/check-stale} for those
 * who may call it. Either runs one sweep and answers how many running jobs it recovered.
 */
public final class SweeperHandler implements RequestStreamHandler {

  private final Sweep sweep;
  private final DueDeliveries deliveries;

  /** As Lambda makes it, from the process's environment. */
  public SweeperHandler() {
    this(LogLevel.setFrom(System.getenv()));
  }

  /**
   * From an environment with the variables that template.yaml names.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public SweeperHandler(Map<String, String> variables) {
    this(variables, Clock.tickMillis(ZoneOffset.UTC), RandomGenerator.getDefault());
  }

  /**
   * The same, by another clock and other random numbers.
   *
   * @throws IllegalStateException naming the variable that is missing or senseless
   */
  public SweeperHandler(Map<String, String> variables, Clock clock, RandomGenerator random) {
    Environment environment = new Environment(variables);
    SweeperSettings settings = SweeperSettings.of(environment);
    AwsClients clients = new AwsClients(environment);
    DynamoDbClient dynamoDb = clients.dynamoDb();
    LeaseIndex index = new LeaseIndex(dynamoDb, settings.table());
    JobStore jobs = new JobStore(dynamoDb, settings.table(), clock);
    JobQueue queue = new JobQueue(clients.sqs(), settings.queueUrl());
    this.sweep =
        new Sweep(
            index,
            jobs,
            new LeftAlone(jobs, queue, Backoff.ofJobs(random), settings.askAgain()),
            new LostSlots(index, new Slots(dynamoDb, settings.table(), random), jobs, clock),
            settings.running(),
            settings.batch(),
            clock);
    this.deliveries =
        new DueDeliveries(
            index,
            new DeliveryQueue(clients.sqs(), settings.webhookQueueUrl()),
            settings.batch(),
            clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    boolean overHttp = isOverHttp(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    String summary = summary(sweep.run());
    deliveries.wake();
    output.write((overHttp ? answer(summary) : summary).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isOverHttp(String event) throws IOException {
    try {
      JsonObject json = Json.object(event);
      return json.object("requestContext").isPresent();
    } catch (JsonException e) {
      throw new IOException("the event is not a JSON object", e);
    }
  }

  private static String summary(int processed) {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeNumberField("processed", processed);
          json.writeEndObject();
        });
  }

  /** In payload format 2.0 of API Gateway. */
  private static String answer(String body) {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeNumberField("statusCode", 200);
          json.writeObjectFieldStart("headers");
          json.writeStringField("content-type", "application/json");
          json.writeStringField("cache-control", "no-store");
          json.writeEndObject();
          json.writeStringField("body", body);
          json.writeEndObject();
        });
  }
}
