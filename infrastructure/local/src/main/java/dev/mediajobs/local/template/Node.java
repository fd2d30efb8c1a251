package dev.mediajobs.local.template;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of a template that still knows where it stands. After evaluation no {@link Call} is left
 * in it.
 */
public sealed interface Node {

  /** Where it stands; for a member of a mapping the place of its key. */
  Location location();

  /**
   * Text, a number or a truth value.
   *
   * @param value a {@link String}, {@link BigDecimal} or {@link Boolean}
   */
  record Scalar(Object value, Location location) implements Node {}

  /** A list. */
  record Sequence(List<Node> items, Location location) implements Node {
    /** Keeps a copy. */
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Members by name, in the order of the template. */
  record Mapping(Map<String, Node> members, Location location) implements Node {
    /** Keeps a copy. */
    public Mapping {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The member of this name. */
    public Optional<Node> find(String name) {
      return Optional.ofNullable(members.get(name)).filter(node -> !(node instanceof Nothing));
    }

    /**
     * The member of this name.
     *
     * @throws TemplateException when there is none
     */
    public Node get(String name) {
      return find(name).orElseThrow(() -> location.error("property " + name + " is missing"));
    }
  }

  /**
   * An intrinsic function that is not yet evaluated.
   *
   * @param function its long name without the prefix {@code Fn::}, such as {@code GetAtt}; also
   *     {@code Ref} and {@code Condition}
   */
  record Call(String function, Node argument, Location location) implements Node {}

  /** No value: what {@code AWS::NoValue} stands for. */
  record Nothing(Location location) implements Node {}

  /**
   * This node as text; numbers and truth values as CloudFormation writes them.
   *
   * @throws TemplateException when it is a list or a mapping
   */
  default String text() {
    if (this instanceof Scalar(Object value, _)) {
      return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
    throw location().error("text is needed here");
  }

  /**
   * This node as a whole number, which may also be written as text.
   *
   * @throws TemplateException when it is anything else
   */
  default int integer() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException notANumber) {
      throw new TemplateException(
          location() + ": '" + text() + "' is not a whole number", notANumber);
    }
  }

  /**
   * This node as a truth value, which may also be written as text.
   *
   * @throws TemplateException when it is anything else
   */
  default boolean flag() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw location().error("'" + text() + "' is neither true nor false");
    };
  }

  /**
   * The items of this list.
   *
   * @throws TemplateException when it is no list
   */
  default List<Node> elements() {
    if (this instanceof Sequence(List<Node> items, _)) {
      return items;
    }
    throw location().error("a list is needed here");
  }

  /**
   * This node as a mapping.
   *
   * @throws TemplateException when it is none
   */
  default Mapping mapping() {
    if (this instanceof Mapping mapping) {
      return mapping;
    }
    throw location().error("a mapping is needed here");
  }

  /**
   * The texts of this list.
   *
   * @throws TemplateException when it is no list of texts
   */
  default List<String> texts() {
    return elements().stream().map(Node::text).toList();
  }
}
