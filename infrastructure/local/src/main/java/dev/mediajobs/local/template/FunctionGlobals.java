package dev.mediajobs.local.template;

import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the section Globals says about every function, by SAM's rule: mappings are merged, lists are
 * joined, everything else is replaced ("Globals section of the AWS SAM template").
 */
record FunctionGlobals(Mapping properties) {
  private static final String FUNCTION = "Function";

  /**
   * Reads the section.
   *
   * @throws TemplateException when it speaks of anything but functions
   */
  static FunctionGlobals of(Mapping section) {
    section
        .members()
        .forEach(
            (name, member) -> {
              if (!name.equals(FUNCTION)) {
                throw member
                    .location()
                    .error("Globals for " + name + " are neither emulated nor inert here");
              }
            });
    return new FunctionGlobals(
        section
            .find(FUNCTION)
            .map(Node::mapping)
            .orElseGet(() -> new Mapping(Map.of(), section.location())));
  }

  /** The properties of a function that has these of its own. */
  Mapping with(Mapping own) {
    return merged(properties, own);
  }

  private static Mapping merged(Mapping global, Mapping own) {
    Map<String, Node> members = new LinkedHashMap<>(global.members());
    own.members().forEach((name, node) -> members.merge(name, node, FunctionGlobals::merged));
    return new Mapping(members, own.location());
  }

  private static Node merged(Node global, Node own) {
    return switch (global) {
      case Mapping mapping when own instanceof Mapping other -> merged(mapping, other);
      case Sequence(List<Node> items, _)
          when own instanceof Sequence(List<Node> others, Location location) -> {
        List<Node> joined = new ArrayList<>(items);
        joined.addAll(others);
        yield new Sequence(joined, location);
      }
      default -> own;
    };
  }
}
