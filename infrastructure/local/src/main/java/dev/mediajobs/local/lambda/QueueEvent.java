package dev.mediajobs.local.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Writes messages as the event that Lambda gives to a function ("Using Lambda with Amazon SQS",
 * standard queues).
 */
final class QueueEvent {

  private QueueEvent() {}

  static byte[] of(List<Message> messages, String queueArn, String region) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ArrayNode records = event.putArray("Records");
    for (Message message : messages) {
      ObjectNode record = records.addObject();
      record.put("messageId", message.messageId());
      record.put("receiptHandle", message.receiptHandle());
      record.put("body", message.body());
      ObjectNode attributes = record.putObject("attributes");
      message.attributesAsStrings().forEach(attributes::put);
      ObjectNode own = record.putObject("messageAttributes");
      message
          .messageAttributes()
          .forEach((name, value) -> writeAttribute(own.putObject(name), value));
      record.put("md5OfBody", message.md5OfBody());
      if (!message.messageAttributes().isEmpty() && message.md5OfMessageAttributes() != null) {
        record.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
      }
      record.put("eventSource", "aws:sqs");
      record.put("eventSourceARN", queueArn);
      record.put("awsRegion", region);
    }
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void writeAttribute(ObjectNode target, MessageAttributeValue value) {
    if (value.stringValue() != null) {
      target.put("stringValue", value.stringValue());
    }
    if (value.binaryValue() != null) {
      target.put("binaryValue", value.binaryValue().asByteArray());
    }
    target.putArray("stringListValues");
    target.putArray("binaryListValues");
    target.put("dataType", value.dataType());
  }
}
