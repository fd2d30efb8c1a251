package dev.mediajobs.notifier;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows as Lambda's event types hold them, in the types of DynamoDB's client. */
final class Images {

  private Images() {}

  static Map<String, AttributeValue> row(
      Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          image) {
    return image.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, attribute -> value(attribute.getValue())));
  }

  private static AttributeValue value(
      com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue value) {
    if (value.getS() != null) {
      return AttributeValue.fromS(value.getS());
    }
    if (value.getN() != null) {
      return AttributeValue.fromN(value.getN());
    }
    if (value.getBOOL() != null) {
      return AttributeValue.fromBool(value.getBOOL());
    }
    if (value.getM() != null) {
      return AttributeValue.fromM(row(value.getM()));
    }
    if (value.getL() != null) {
      return AttributeValue.fromL(value.getL().stream().map(Images::value).toList());
    }
    if (value.getSS() != null) {
      return AttributeValue.fromSs(List.copyOf(value.getSS()));
    }
    if (value.getNS() != null) {
      return AttributeValue.fromNs(List.copyOf(value.getNS()));
    }
    if (value.getB() != null) {
      return AttributeValue.fromB(SdkBytes.fromByteBuffer(value.getB()));
    }
    if (value.getBS() != null) {
      return AttributeValue.fromBs(value.getBS().stream().map(SdkBytes::fromByteBuffer).toList());
    }
    return AttributeValue.fromNul(true);
  }
}
