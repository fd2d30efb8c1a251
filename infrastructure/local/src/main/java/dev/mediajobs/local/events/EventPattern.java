package dev.mediajobs.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.local.template.Location;
import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Node.Scalar;
import dev.mediajobs.local.template.Node.Sequence;
import dev.mediajobs.local.template.TemplateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses events: every field that it names must have one of the values that it lists ("Event
 * patterns" in the EventBridge guide).
 */
public final class EventPattern {

  /** Numbers keep the form in which they are written, because that is what is compared. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Map<String, EventPattern> nested;
  private final Map<String, List<ValueMatcher>> fields;

  private EventPattern(Map<String, EventPattern> nested, Map<String, List<ValueMatcher>> fields) {
    this.nested = nested;
    this.fields = fields;
  }

  /**
   * Reads a pattern.
   *
   * @throws dev.mediajobs.local.template.TemplateException if it uses something that is not
   *     emulated
   */
  static EventPattern of(Mapping pattern) {
    Map<String, EventPattern> nested = new LinkedHashMap<>();
    Map<String, List<ValueMatcher>> fields = new LinkedHashMap<>();
    pattern
        .members()
        .forEach(
            (name, node) -> {
              if (name.startsWith("$")) {
                throw node.location()
                    .error("the operator " + name + " of event patterns is not emulated here");
              }
              switch (node) {
                case Mapping mapping -> nested.put(name, of(mapping));
                case Sequence(List<Node> items, _) ->
                    fields.put(name, items.stream().map(ValueMatcher::of).toList());
                case Node other ->
                    throw other.location().error("the values of " + name + " must be a list");
              }
            });
    return new EventPattern(nested, fields);
  }

  /**
   * Reads a pattern that is written as JSON in a text of the template.
   *
   * @throws dev.mediajobs.local.template.TemplateException if it is none, or uses something that is
   *     not emulated
   */
  public static EventPattern parse(Node text) {
    try {
      return of(node(JSON.readTree(text.text()), text.location()).mapping());
    } catch (JsonProcessingException notJson) {
      throw new TemplateException(text.location() + ": the pattern is no JSON", notJson);
    }
  }

  private static Node node(JsonNode json, Location location) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<String, Node> members = new LinkedHashMap<>();
        json.properties()
            .forEach(member -> members.put(member.getKey(), node(member.getValue(), location)));
        yield new Mapping(members, location);
      }
      case ARRAY ->
          new Sequence(json.valueStream().map(item -> node(item, location)).toList(), location);
      case STRING -> new Scalar(json.textValue(), location);
      case NUMBER -> new Scalar(json.decimalValue(), location);
      case BOOLEAN -> new Scalar(json.booleanValue(), location);
      default -> throw location.error("a pattern can't have " + json + " as a value here");
    };
  }

  /** Whether the event has everything that the pattern wants. */
  public boolean matches(JsonNode event) {
    return nested.entrySet().stream()
            .allMatch(field -> field.getValue().matches(event.path(field.getKey())))
        && fields.entrySet().stream()
            .allMatch(field -> matches(event.path(field.getKey()), field.getValue()));
  }

  private static boolean matches(JsonNode value, List<ValueMatcher> alternatives) {
    if (value.isArray() && !value.isEmpty()) {
      return value
          .valueStream()
          .anyMatch(item -> alternatives.stream().anyMatch(matcher -> matcher.matches(item)));
    }
    return alternatives.stream().anyMatch(matcher -> matcher.matches(value));
  }
}
