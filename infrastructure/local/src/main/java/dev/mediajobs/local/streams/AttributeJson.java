package dev.mediajobs.local.streams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB's JSON: every value in an object that names its type. */
final class AttributeJson {

  private AttributeJson() {}

  static ObjectNode row(Map<String, AttributeValue> attributes) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    attributes.forEach((name, value) -> row.set(name, value(value)));
    return row;
  }

  private static ObjectNode value(AttributeValue value) {
    ObjectNode typed = JsonNodeFactory.instance.objectNode();
    switch (value.type()) {
      case S -> typed.put("S", value.s());
      case N -> typed.put("N", value.n());
      case B -> typed.put("B", value.b().asByteArray());
      case BOOL -> typed.put("BOOL", value.bool());
      case NUL -> typed.put("NULL", true);
      case M -> typed.set("M", row(value.m()));
      case L -> {
        ArrayNode items = typed.putArray("L");
        value.l().forEach(item -> items.add(value(item)));
      }
      case SS -> value.ss().forEach(typed.putArray("SS")::add);
      case NS -> value.ns().forEach(typed.putArray("NS")::add);
      case BS -> {
        ArrayNode items = typed.putArray("BS");
        value.bs().forEach(item -> items.add(item.asByteArray()));
      }
      // DynamoDB Local's streams leave out the type of a value, and of nothing but an empty map.
      case UNKNOWN_TO_SDK_VERSION -> typed.putObject("M");
    }
    return typed;
  }
}
