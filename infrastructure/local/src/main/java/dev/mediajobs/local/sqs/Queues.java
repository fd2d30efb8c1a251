package dev.mediajobs.local.sqs;

import dev.mediajobs.local.template.Node.Mapping;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes queues from resources of the type {@code AWS::SQS::Queue}. */
public final class Queues {

  private final SqsClient sqs;

  /** Makes queues with this client, which is not closed. */
  public Queues(SqsClient sqs) {
    this.sqs = sqs;
  }

  /**
   * Makes a queue, with the attributes that AWS gives it when the template doesn't. Its dead letter
   * queue must exist.
   *
   * @param name its name
   * @param properties its evaluated properties
   * @return its URL
   */
  public String create(String name, Mapping properties) {
    Map<QueueAttributeName, String> attributes = new HashMap<>();
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT, text(properties, "VisibilityTimeout", "30"));
    attributes.put(QueueAttributeName.DELAY_SECONDS, text(properties, "DelaySeconds", "0"));
    attributes.put(
        QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
        text(properties, "ReceiveMessageWaitTimeSeconds", "0"));
    properties
        .find("RedrivePolicy")
        .ifPresent(
            policy -> {
              Mapping redrive = policy.mapping();
              attributes.put(
                  QueueAttributeName.REDRIVE_POLICY,
                  "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                      .formatted(
                          redrive.get("deadLetterTargetArn").text(),
                          redrive.get("maxReceiveCount").integer()));
            });
    return sqs.createQueue(queue -> queue.queueName(name).attributes(attributes)).queueUrl();
  }

  private static String text(Mapping properties, String name, String otherwise) {
    return properties.find(name).map(node -> String.valueOf(node.integer())).orElse(otherwise);
  }
}
