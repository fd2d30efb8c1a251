package dev.mediajobs.notifier.push;

import dev.mediajobs.jobs.JobQueue;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of notifications, each of which is a message with all that is to be known of it. */
public final class PushQueue {

  private final SqsClient sqs;
  private final String queueUrl;

  /** At {@code queueUrl}. */
  public PushQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Hands a notification over.
   *
   * @param delay when it comes out; whole seconds count, rounded up, and at most {@link
   *     JobQueue#LONGEST_DELAY}
   * @throws software.amazon.awssdk.core.exception.SdkException when SQS can't be reached or refuses
   */
  void send(Notification notification, Duration delay) {
    long seconds =
        Math.clamp(Math.ceilDiv(delay.toMillis(), 1000L), 0, JobQueue.LONGEST_DELAY.toSeconds());
    sqs.sendMessage(
        send ->
            send.queueUrl(queueUrl)
                .messageBody(notification.text())
                .delaySeconds(Math.toIntExact(seconds)));
  }
}
