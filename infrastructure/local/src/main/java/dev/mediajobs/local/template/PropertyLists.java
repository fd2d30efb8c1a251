package dev.mediajobs.local.template;

import com.google.common.base.Splitter;
import dev.mediajobs.local.template.Node.Call;
import dev.mediajobs.local.template.Node.Mapping;
import dev.mediajobs.local.template.Node.Nothing;
import dev.mediajobs.local.template.Node.Sequence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Knows for every resource type and property whether it is emulated, inert here, or refused. The
 * lists themselves are the file {@code property-lists.txt} beside this class; whatever is on none
 * of them is refused, so nothing is dropped in silence.
 */
final class PropertyLists {

  private enum Treatment {
    EMULATED,
    INERT,
    REFUSED,
    /** A mapping of Type and Properties, whose properties have lists of their own. */
    TYPED
  }

  private record Entry(Treatment treatment, String remark) {}

  private static final String EVERYTHING = "**";
  private static final String EVERYTHING_BELOW = ".**";

  private final Map<String, Map<String, Entry>> types;

  private PropertyLists(Map<String, Map<String, Entry>> types) {
    this.types = types;
  }

  static PropertyLists load() {
    InputStream resource =
        Objects.requireNonNull(
            PropertyLists.class.getResourceAsStream("property-lists.txt"), "property-lists.txt");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return parse(lines.lines().toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static PropertyLists parse(List<String> lines) {
    Map<String, Map<String, Entry>> types = new LinkedHashMap<>();
    Map<String, Entry> current = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!line.startsWith(" ")) {
        current = new LinkedHashMap<>();
        types.put(line.strip(), current);
        continue;
      }
      List<String> halves = Splitter.on(" : ").limit(2).trimResults().splitToList(line);
      List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(halves.getFirst());
      Treatment treatment = Treatment.valueOf(words.getFirst().toUpperCase(Locale.ROOT));
      for (String path : words.subList(1, words.size())) {
        current.put(path, new Entry(treatment, halves.size() == 2 ? halves.get(1) : ""));
      }
    }
    return new PropertyLists(types);
  }

  /**
   * Checks all properties of a resource.
   *
   * @param type its type
   * @param found takes a line for each property that has no effect here
   * @throws TemplateException at the first type or property that is neither emulated nor inert
   */
  void check(String type, Mapping properties, Set<String> found) {
    Map<String, Entry> entries =
        Optional.ofNullable(types.get(type))
            .orElseThrow(
                () ->
                    properties
                        .location()
                        .error("type " + type + " is neither emulated nor inert here"));
    Optional<Entry> everything = Optional.ofNullable(entries.get(EVERYTHING));
    if (everything.isPresent()) {
      found.add(type + ": " + everything.get().remark());
      return;
    }
    properties.members().forEach((name, member) -> check(type, entries, name, member, found));
  }

  private void check(
      String type, Map<String, Entry> entries, String path, Node node, Set<String> found) {
    Optional<Entry> entry = entry(entries, path);
    if (entry.isPresent() && entry.get().treatment() == Treatment.TYPED) {
      checkTyped(type, path, node, found);
      return;
    }
    switch (node) {
      case Sequence(List<Node> items, _) ->
          items.forEach(item -> check(type, entries, path, item, found));
      case Mapping(Map<String, Node> members, _)
          when entries.containsKey(path + EVERYTHING_BELOW) ->
          note(type, path, entry.orElseThrow(), node, found);
      case Mapping(Map<String, Node> members, _) when hasBelow(entries, path) ->
          members.forEach((name, member) -> check(type, entries, path + "." + name, member, found));
      case Call(String function, Sequence(List<Node> items, _), _) when function.equals("If") ->
          items.stream().skip(1).forEach(branch -> check(type, entries, path, branch, found));
      case Nothing _ -> {}
      case Node leaf ->
          note(type, path, entry.orElseThrow(() -> unknown(type, path, leaf)), leaf, found);
    }
  }

  private void checkTyped(String type, String path, Node node, Set<String> found) {
    for (Node item :
        node instanceof Mapping mapping ? mapping.members().values() : node.elements()) {
      Mapping event = item.mapping();
      event
          .members()
          .forEach(
              (name, member) -> {
                if (!name.equals("Type") && !name.equals("Properties")) {
                  throw unknown(type, path + "." + name, member);
                }
              });
      check(
          type + " " + path + " " + event.get("Type").text(),
          event.get("Properties").mapping(),
          found);
    }
  }

  private static void note(String type, String path, Entry entry, Node node, Set<String> found) {
    switch (entry.treatment()) {
      case EMULATED, TYPED -> {}
      case INERT ->
          found.add(type + " " + path + (entry.remark().isEmpty() ? "" : ": " + entry.remark()));
      case REFUSED ->
          throw node.location()
              .error("property " + path + " of " + type + " is refused here: " + entry.remark());
    }
  }

  private static Optional<Entry> entry(Map<String, Entry> entries, String path) {
    Optional<Entry> exact =
        Optional.ofNullable(entries.get(path))
            .or(() -> Optional.ofNullable(entries.get(path + EVERYTHING_BELOW)));
    return exact.or(
        () ->
            entries.entrySet().stream()
                .filter(candidate -> candidate.getKey().endsWith(".*"))
                .filter(
                    candidate ->
                        isChild(
                            path, candidate.getKey().substring(0, candidate.getKey().length() - 1)))
                .map(Map.Entry::getValue)
                .findFirst());
  }

  private static boolean isChild(String path, String parent) {
    return path.startsWith(parent) && path.indexOf('.', parent.length()) < 0;
  }

  private static boolean hasBelow(Map<String, Entry> entries, String path) {
    return entries.keySet().stream().anyMatch(candidate -> candidate.startsWith(path + "."));
  }

  private static TemplateException unknown(String type, String path, Node node) {
    return node.location()
        .error("property " + path + " of " + type + " is neither emulated nor inert here");
  }
}
