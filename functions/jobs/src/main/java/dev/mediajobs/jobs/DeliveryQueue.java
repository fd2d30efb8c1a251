package dev.mediajobs.jobs;

import dev.mediajobs.json.Json;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The queue that has deliveries tried. A message is a hint to look at a row.
 *
 * <p>Every method throws {@code SdkException} when SQS can't be reached or refuses.
 */
public final class DeliveryQueue {

  private final SqsClient sqs;
  private final String queueUrl;

  /** At {@code queueUrl}. */
  public DeliveryQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Has a delivery tried.
   *
   * @param event the delivery's event
   * @param delay when; whole seconds count, rounded up, and at most {@link JobQueue#LONGEST_DELAY}
   */
  public void send(JobId job, String event, Duration delay) {
    String body =
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("job_id", job.toString());
              json.writeStringField("event_id", event);
              json.writeEndObject();
            });
    long seconds =
        Math.clamp(Math.ceilDiv(delay.toMillis(), 1000L), 0, JobQueue.LONGEST_DELAY.toSeconds());
    sqs.sendMessage(
        send -> send.queueUrl(queueUrl).messageBody(body).delaySeconds(Math.toIntExact(seconds)));
  }
}
