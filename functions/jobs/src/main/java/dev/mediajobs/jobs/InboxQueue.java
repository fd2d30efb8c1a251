package dev.mediajobs.jobs;

import dev.mediajobs.json.Json;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The queue of what happens to the inbox. S3 tells of new objects there; what is sent from here is
 * that a job has ended which was made of one.
 */
public final class InboxQueue {

  private final SqsClient sqs;
  private final String queueUrl;

  /** At {@code queueUrl}. */
  public InboxQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Has the result of a job brought to where it is looked for.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException when SQS can't be reached or refuses
   */
  public void sendEnded(JobId job) {
    String body =
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("job_id", job.toString());
              json.writeEndObject();
            });
    sqs.sendMessage(send -> send.queueUrl(queueUrl).messageBody(body));
  }
}
