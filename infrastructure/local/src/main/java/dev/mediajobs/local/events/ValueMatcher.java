package dev.mediajobs.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Node.Scalar;
import dev.mediajobs.local.template.Node.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * One alternative for the value of a field, with the meaning that "Comparison operators for use in
 * event patterns" in the EventBridge guide gives it. A field that is not in the event is a missing
 * node.
 */
sealed interface ValueMatcher {

  /** Whether the value is one that this stands for. */
  boolean matches(JsonNode value);

  /**
   * The same text, number or truth value; numbers are compared as they are written, as EventBridge
   * does.
   */
  record Exact(Object expected) implements ValueMatcher {
    @Override
    public boolean matches(JsonNode value) {
      return switch (expected) {
        case String text -> value.isTextual() && value.textValue().equals(text);
        case Boolean flag -> value.isBoolean() && value.booleanValue() == flag;
        default -> value.isNumber() && value.toString().equals(expected.toString());
      };
    }
  }

  /** Text that begins so. */
  record Prefix(String prefix, boolean ignoreCase) implements ValueMatcher {
    @Override
    public boolean matches(JsonNode value) {
      return value.isTextual()
          && value.textValue().regionMatches(ignoreCase, 0, prefix, 0, prefix.length());
    }
  }

  /** Text that ends so. */
  record Suffix(String suffix, boolean ignoreCase) implements ValueMatcher {
    @Override
    public boolean matches(JsonNode value) {
      return value.isTextual()
          && value
              .textValue()
              .regionMatches(
                  ignoreCase,
                  value.textValue().length() - suffix.length(),
                  suffix,
                  0,
                  suffix.length());
    }
  }

  /** The same text in capitals or small letters. */
  record EqualsIgnoreCase(String expected) implements ValueMatcher {
    @Override
    public boolean matches(JsonNode value) {
      return value.isTextual() && value.textValue().equalsIgnoreCase(expected);
    }
  }

  /** A present value that is none of these. */
  record AnythingBut(List<ValueMatcher> excluded) implements ValueMatcher {
    @Override
    public boolean matches(JsonNode value) {
      return !value.isMissingNode()
          && excluded.stream().noneMatch(matcher -> matcher.matches(value));
    }
  }

  /** A number within bounds. */
  record Numeric(List<Bound> bounds) implements ValueMatcher {
    /** One comparison with a limit. */
    record Bound(IntPredicate sign, BigDecimal limit) {}

    @Override
    public boolean matches(JsonNode value) {
      return value.isNumber()
          && bounds.stream()
              .allMatch(bound -> bound.sign().test(value.decimalValue().compareTo(bound.limit())));
    }
  }

  /** A field that is there, or is not. */
  record Exists(boolean expected) implements ValueMatcher {
    @Override
    public boolean matches(JsonNode value) {
      return expected != (value.isMissingNode() || value.isContainerNode());
    }
  }

  /**
   * Reads an alternative.
   *
   * @throws dev.mediajobs.local.template.TemplateException if it uses an operator that is not
   *     emulated
   */
  static ValueMatcher of(Node node) {
    if (node instanceof Scalar(Object value, _)) {
      return new Exact(value);
    }
    Mapping operator = node.mapping();
    if (operator.members().size() != 1) {
      throw operator
          .location()
          .error("an alternative has exactly one operator, not " + operator.members().keySet());
    }
    Map.Entry<String, Node> only = operator.members().entrySet().iterator().next();
    Node argument = only.getValue();
    return switch (only.getKey()) {
      case "prefix" -> new Prefix(textOrIgnoringCase(argument), argument instanceof Mapping);
      case "suffix" -> new Suffix(textOrIgnoringCase(argument), argument instanceof Mapping);
      case "equals-ignore-case" -> new EqualsIgnoreCase(argument.text());
      case "exists" -> new Exists(argument.flag());
      case "numeric" -> numeric(argument);
      case "anything-but" -> anythingBut(argument);
      default ->
          throw argument
              .location()
              .error("the operator " + only.getKey() + " of event patterns is not emulated here");
    };
  }

  private static String textOrIgnoringCase(Node argument) {
    return argument instanceof Mapping mapping
        ? mapping.get("equals-ignore-case").text()
        : argument.text();
  }

  private static ValueMatcher anythingBut(Node argument) {
    if (argument instanceof Sequence(List<Node> items, _)) {
      return new AnythingBut(items.stream().map(ValueMatcher::of).toList());
    }
    if (!(argument instanceof Mapping mapping)) {
      return new AnythingBut(List.of(of(argument)));
    }
    List<ValueMatcher> excluded = new ArrayList<>();
    mapping
        .members()
        .forEach(
            (name, value) -> {
              List<Node> values =
                  value instanceof Sequence(List<Node> items, _) ? items : List.of(value);
              values.forEach(
                  item -> excluded.add(of(new Mapping(Map.of(name, item), value.location()))));
            });
    return new AnythingBut(excluded);
  }

  private static Numeric numeric(Node argument) {
    List<Node> items = argument.elements();
    if (items.isEmpty() || items.size() % 2 != 0) {
      throw argument.location().error("numeric takes pairs of a comparison and a number");
    }
    List<Numeric.Bound> bounds = new ArrayList<>();
    for (int i = 0; i < items.size(); i += 2) {
      IntPredicate sign =
          switch (items.get(i).text()) {
            case "=" -> comparison -> comparison == 0;
            case "<" -> comparison -> comparison < 0;
            case "<=" -> comparison -> comparison <= 0;
            case ">" -> comparison -> comparison > 0;
            case ">=" -> comparison -> comparison >= 0;
            default ->
                throw items
                    .get(i)
                    .location()
                    .error("numeric does not know the comparison " + items.get(i).text());
          };
      bounds.add(new Numeric.Bound(sign, number(items.get(i + 1))));
    }
    return new Numeric(bounds);
  }

  private static BigDecimal number(Node node) {
    if (node instanceof Scalar(BigDecimal number, _)) {
      return number;
    }
    throw node.location().error("'" + node.text() + "' is not a number");
  }
}
