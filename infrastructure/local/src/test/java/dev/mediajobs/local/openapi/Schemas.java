package dev.mediajobs.local.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Holds values against schemas of the documents: JSON Schema 2020-12, formats included. */
final class Schemas {

  private static final String DEFINITIONS = "$defs";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          Dialects.getDraft202012(),
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final Map<Place, Schema> compiled = new ConcurrentHashMap<>();

  /** What is wrong with {@code value}; empty when it is as {@code schema} says. */
  List<String> faults(Place schema, JsonNode value) {
    return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
        .map(error -> "%s %s".formatted(error.getInstanceLocation(), error.getMessage()).strip())
        .distinct()
        .toList();
  }

  private Schema compile(Place schema) {
    ObjectNode definitions = JsonNodeFactory.instance.objectNode();
    ObjectNode whole = (ObjectNode) selfContained(schema, definitions);
    whole.set(DEFINITIONS, definitions);
    return registry.getSchema(whole);
  }

  /** A copy in which every reference leads to {@code definitions}, where its target is added. */
  private static JsonNode selfContained(Place place, ObjectNode definitions) {
    JsonNode node = place.node();
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> copy.add(selfContained(within(place, element), definitions)));
      return copy;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      boolean reference = member.getKey().equals("$ref");
      copy.set(
          member.getKey(),
          reference
              ? moved(place, member.getValue().stringValue(), definitions)
              : selfContained(within(place, member.getValue()), definitions));
    }
    return copy;
  }

  private static JsonNode moved(Place place, String reference, ObjectNode definitions) {
    Place target = place.documents().resolve(place.file(), reference);
    String name =
        target.file().replace(".yaml", ".") + reference.substring(reference.lastIndexOf('/') + 1);
    if (!definitions.has(name)) {
      definitions.putNull(name); // so that a schema may refer to itself
      definitions.set(name, selfContained(target, definitions));
    }
    return JsonNodeFactory.instance.stringNode("#/" + DEFINITIONS + "/" + name);
  }

  private static Place within(Place place, JsonNode node) {
    return new Place(place.documents(), place.file(), node);
  }
}
