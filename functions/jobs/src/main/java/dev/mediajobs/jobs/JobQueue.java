package dev.mediajobs.jobs;

import dev.mediajobs.json.Json;
import java.time.Duration;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The queue that wakes workers. A message is a hint to look at a row; what is to be done stands
 * there.
 *
 * <p>Every method throws {@code SdkException} when SQS can't be reached or refuses.
 */
public final class JobQueue {

  /** The longest that SQS holds a message back. */
  public static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final SqsClient sqs;
  private final String queueUrl;

  /** At {@code queueUrl}. */
  public JobQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Wakes a worker for {@code job}, naming the fence and the lease that the row has now.
   *
   * @param delay when; whole seconds count, rounded up, and at most {@link #LONGEST_DELAY}
   */
  public void send(Job job, Duration delay) {
    String body =
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("job_id", job.id().toString());
              json.writeNumberField("fence", job.hold().fence());
              json.writeNumberField("lease_until", job.hold().lease().until().toEpochMilli());
              json.writeEndObject();
            });
    long seconds = Math.clamp(Math.ceilDiv(delay.toMillis(), 1000L), 0, LONGEST_DELAY.toSeconds());
    sqs.sendMessage(
        SendMessageRequest.builder()
            .queueUrl(queueUrl)
            .messageBody(body)
            .delaySeconds((int) seconds)
            .build());
  }

  /** Has a worker look into an asset whose file has arrived. */
  public void sendArrived(UUID asset) {
    String body =
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("asset_id", asset.toString());
              json.writeEndObject();
            });
    sqs.sendMessage(SendMessageRequest.builder().queueUrl(queueUrl).messageBody(body).build());
  }
}
