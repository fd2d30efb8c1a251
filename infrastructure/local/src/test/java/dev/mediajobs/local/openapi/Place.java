package dev.mediajobs.local.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A value within documents. Whoever goes on from it follows references without noticing.
 *
 * @param documents all of them
 * @param file the document that the value stands in
 * @param node the value
 */
record Place(Documents documents, String file, JsonNode node) {

  private static final String REFERENCE = "$ref";

  /** The member called {@code name}, or what it refers to. */
  Optional<Place> find(String name) {
    JsonNode member = node.path(name);
    return member.isMissingNode() ? Optional.empty() : Optional.of(at(member).followed());
  }

  /**
   * The same, of a member that must be there.
   *
   * @throws IllegalArgumentException when it is not
   */
  Place get(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("%s: no %s in %s".formatted(file, name, node)));
  }

  /** Its members, or what they refer to, in their order. */
  Map<String, Place> members() {
    Map<String, Place> members = new LinkedHashMap<>();
    node.properties()
        .forEach(entry -> members.put(entry.getKey(), at(entry.getValue()).followed()));
    return members;
  }

  /** Its elements, or what they refer to. */
  List<Place> elements() {
    return node.valueStream().map(element -> at(element).followed()).toList();
  }

  /** Its text. */
  String text() {
    return node.stringValue();
  }

  /** The same place, or where its reference leads. */
  Place followed() {
    JsonNode reference = node.path(REFERENCE);
    return reference.isString()
        ? documents.resolve(file, reference.stringValue()).followed()
        : this;
  }

  private Place at(JsonNode other) {
    return new Place(documents, file, other);
  }
}
