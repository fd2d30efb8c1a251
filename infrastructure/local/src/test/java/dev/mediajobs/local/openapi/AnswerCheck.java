package dev.mediajobs.local.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Whether an answer is one that an operation's description has: its status, its media type, its
 * headers and its body.
 *
 * @param schemas holds values against schemas
 */
record AnswerCheck(Schemas schemas) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What every answer may have: HTTP's own headers, and those that the gateway adds. */
  private static final Set<String> GENERAL =
      Set.of("content-type", "content-length", "date", "apigw-requestid");

  private static final String CORS = "access-control-";

  /** What is wrong with the answer; empty when it is as any that is described for its status. */
  List<String> faults(Operation operation, Exchange exchange) {
    List<List<String>> faults =
        operation.answers(exchange.status(), exchange.mediaType()).stream()
            .map(answer -> faults(answer, exchange))
            .toList();
    if (faults.isEmpty()) {
      return List.of(
          "status %d with %s is not documented"
              .formatted(exchange.status(), exchange.mediaType().orElse("no content")));
    }
    return faults.stream().anyMatch(List::isEmpty) ? List.of() : faults.getFirst();
  }

  private List<String> faults(Place answer, Exchange exchange) {
    List<String> faults = new ArrayList<>(headers(answer, exchange));
    faults.addAll(body(answer, exchange));
    return faults;
  }

  /** What is wrong with the body. */
  List<String> body(Place answer, Exchange exchange) {
    if (exchange.mediaType().isEmpty()) {
      return exchange.answer().isEmpty() ? List.of() : List.of("a body without a media type");
    }
    Optional<Place> content =
        answer.find("content").flatMap(types -> types.find(exchange.mediaType().get()));
    if (content.isEmpty()) {
      return List.of(exchange.mediaType().get() + " is not documented");
    }
    Place schema = content.get().get("schema");
    JsonNode value;
    try {
      value = JSON.readTree(exchange.answer());
    } catch (JacksonException notJson) {
      return List.of("the body is not JSON: " + notJson.getOriginalMessage());
    }
    return schemas.faults(schema, value).stream().map(fault -> "body: " + fault).toList();
  }

  private List<String> headers(Place answer, Exchange exchange) {
    Map<String, Place> documented = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    answer.find("headers").ifPresent(headers -> documented.putAll(headers.members()));
    List<String> faults = new ArrayList<>();
    documented.forEach(
        (name, header) ->
            exchange
                .received()
                .firstValue(name)
                .ifPresentOrElse(
                    value ->
                        schemas
                            .faults(header.get("schema"), value(header.get("schema"), value))
                            .forEach(fault -> faults.add("header " + name + ": " + fault)),
                    () -> {
                      if (header.node().path("required").asBoolean(false)) {
                        faults.add("header " + name + " is missing");
                      }
                    }));
    for (String name : exchange.received().map().keySet()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!documented.containsKey(name) && !GENERAL.contains(lower) && !lower.startsWith(CORS)) {
        faults.add("header " + name + " is not documented");
      }
    }
    return faults;
  }

  /** A text as the value that {@code schema} is about: headers and parameters have no types. */
  static JsonNode value(Place schema, String text) {
    boolean number = schema.node().path("type").asString("").equals("integer");
    return number && text.matches("-?\\d{1,18}")
        ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
        : JsonNodeFactory.instance.stringNode(text);
  }
}
