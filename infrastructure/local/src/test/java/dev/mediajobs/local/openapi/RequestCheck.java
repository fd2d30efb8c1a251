package dev.mediajobs.local.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Whether a request that was carried out is one that an operation's description allows: a document
 * that is stricter than the API, or has forgotten a field, would mislead whoever writes a client.
 *
 * @param schemas holds values against schemas
 * @param securitySchemes how requests show whose they are, by name
 */
record RequestCheck(Schemas schemas, Map<String, Place> securitySchemes) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What is wrong with the request. */
  List<String> faults(Operation operation, Exchange exchange) {
    List<String> faults = new ArrayList<>(parameters(operation, exchange));
    faults.addAll(undocumented(operation, exchange));
    faults.addAll(security(operation, exchange));
    faults.addAll(body(operation, exchange));
    return faults;
  }

  private List<String> parameters(Operation operation, Exchange exchange) {
    Map<String, String> path =
        operation.parametersOf(exchange.address().getRawPath()).orElse(Map.of());
    List<String> faults = new ArrayList<>();
    for (Place parameter : operation.parameters()) {
      String name = parameter.get("name").text();
      Optional<String> given =
          switch (parameter.get("in").text()) {
            case "path" -> Optional.ofNullable(path.get(name));
            case "query" -> Optional.ofNullable(exchange.query().get(name));
            case "header" -> exchange.sent().firstValue(name);
            case String other -> throw new IllegalArgumentException("a parameter in " + other);
          };
      if (given.isPresent()) {
        Place schema = parameter.get("schema");
        schemas
            .faults(schema, value(schema, given.get()))
            .forEach(fault -> faults.add("parameter " + name + ": " + fault));
      } else if (parameter.node().path("required").asBoolean(false)) {
        faults.add("parameter " + name + " is missing");
      }
    }
    return faults;
  }

  private List<String> undocumented(Operation operation, Exchange exchange) {
    Set<String> documented =
        operation.parameters().stream()
            .filter(parameter -> parameter.get("in").text().equals("query"))
            .map(parameter -> parameter.get("name").text())
            .collect(Collectors.toSet());
    requirements(operation).stream()
        .flatMap(requirement -> requirement.members().keySet().stream())
        .map(this::scheme)
        .filter(scheme -> scheme.node().path("in").asString("").equals("query"))
        .forEach(scheme -> documented.add(scheme.get("name").text()));
    return exchange.query().keySet().stream()
        .filter(name -> !documented.contains(name))
        .map(name -> "query parameter " + name + " is not documented")
        .toList();
  }

  private List<String> security(Operation operation, Exchange exchange) {
    boolean met =
        requirements(operation).stream()
            .anyMatch(
                requirement ->
                    requirement.members().keySet().stream()
                        .allMatch(name -> shows(scheme(name), exchange)));
    return met ? List.of() : List.of("it was carried out without any documented security");
  }

  private List<Place> requirements(Operation operation) {
    return operation.description().get("security").elements();
  }

  private Place scheme(String name) {
    return Optional.ofNullable(securitySchemes.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no security scheme is called " + name));
  }

  private static boolean shows(Place scheme, Exchange exchange) {
    if (scheme.get("type").text().equals("http")) {
      String prefix = scheme.get("scheme").text() + " ";
      return exchange
          .sent()
          .firstValue("authorization")
          .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(prefix))
          .isPresent();
    }
    String name = scheme.get("name").text();
    return scheme.get("in").text().equals("query")
        ? exchange.query().containsKey(name)
        : exchange.sent().firstValue(name).isPresent();
  }

  private List<String> body(Operation operation, Exchange exchange) {
    Optional<Place> described = operation.description().find("requestBody");
    if (exchange.question().isBlank()) {
      boolean required =
          described.filter(body -> body.node().path("required").asBoolean(false)).isPresent();
      return required ? List.of("the request has no body") : List.of();
    }
    if (described.isEmpty()) {
      return List.of("a request's body is not documented");
    }
    boolean form = exchange.sentType().startsWith(SentForm.TYPE);
    Optional<Place> content =
        described.get().get("content").find(form ? SentForm.TYPE : "application/json");
    if (content.isEmpty()) {
      return List.of("a form is not documented");
    }
    JsonNode question =
        form
            ? SentForm.read(exchange.sentType(), exchange.question())
            : JSON.readTree(exchange.question());
    return schemas.faults(content.get().get("schema"), question).stream()
        .map(fault -> "request: " + fault)
        .toList();
  }

  /** Lists are written with commas between their elements. */
  private static JsonNode value(Place schema, String text) {
    if (!schema.node().path("type").asString("").equals("array")) {
      return AnswerCheck.value(schema, text);
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    if (!text.isEmpty()) {
      for (String element : text.split(",", -1)) {
        list.add(element);
      }
    }
    return list;
  }
}
