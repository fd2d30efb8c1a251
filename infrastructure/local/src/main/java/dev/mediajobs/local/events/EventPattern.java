package dev.mediajobs.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Node.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses events: every field that it names must have one of the values that it lists ("Event
 * patterns" in the EventBridge guide).
 */
final class EventPattern {

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

  boolean matches(JsonNode event) {
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
