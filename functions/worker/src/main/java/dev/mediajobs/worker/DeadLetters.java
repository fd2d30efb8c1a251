package dev.mediajobs.worker;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The queue of messages that nobody understands: they go there at once, for redelivery would not
 * make them clearer.
 */
final class DeadLetters {

  private final SqsClient sqs;
  private final String queueUrl;

  DeadLetters(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Puts the message there as it came, with what is wrong with it as the attribute {@code Problem}.
   */
  void add(SQSMessage message, String problem) {
    sqs.sendMessage(
        SendMessageRequest.builder()
            .queueUrl(queueUrl)
            .messageBody(message.getBody())
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
