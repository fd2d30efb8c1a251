package dev.mediajobs.local.dynamodb;

import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.Node.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * A table whose rows have a time to live.
 *
 * @param name the table's name
 * @param attribute the attribute that says when a row expires, in seconds since 1970
 * @param key the attributes of the table's key
 */
public record ExpiringTable(String name, String attribute, List<String> key) {

  /** Keeps a copy of the key. */
  public ExpiringTable {
    key = List.copyOf(key);
  }

  /**
   * Reads a table's declaration.
   *
   * @param properties its evaluated properties
   * @return empty when its rows stay
   */
  public static Optional<ExpiringTable> of(String name, Mapping properties) {
    return properties
        .find("TimeToLiveSpecification")
        .map(Node::mapping)
        .filter(specification -> specification.get("Enabled").flag())
        .map(
            specification ->
                new ExpiringTable(
                    name,
                    specification.get("AttributeName").text(),
                    properties.get("KeySchema").elements().stream()
                        .map(part -> part.mapping().get("AttributeName").text())
                        .toList()));
  }
}
