package dev.mediajobs.aws;

import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The queue of messages that nobody understands: they go there at once, for redelivery would not
 * make them clearer.
 */
public final class DeadLetters {

  private final SqsClient sqs;
  private final String queueUrl;

  /** The one at {@code queueUrl}. */
  public DeadLetters(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Puts a message there as it came, with what is wrong with it as the attribute {@code Problem}.
   *
   * @param body the message's
   * @throws software.amazon.awssdk.core.exception.SdkException when SQS can't be reached or refuses
   */
  public void add(String body, String problem) {
    sqs.sendMessage(
        SendMessageRequest.builder()
            .queueUrl(queueUrl)
            .messageBody(body)
            .messageAttributes(
                Map.of(
                    "Problem",
                    MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(problem)
                        .build()))
            .build());
  }
}
