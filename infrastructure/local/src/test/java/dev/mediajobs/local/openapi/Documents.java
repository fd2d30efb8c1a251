package dev.mediajobs.local.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** OpenAPI documents that refer to each other by file name. */
final class Documents {

  /** Where the project keeps its own. */
  static final Path PROJECT = Path.of("..", "..", "functions", "api", "openapi");

  private static final YAMLMapper YAML = new YAMLMapper();

  private final Map<String, JsonNode> roots;

  private Documents(Map<String, JsonNode> roots) {
    this.roots = roots;
  }

  /** The documents in {@code folder}. */
  static Documents read(Path folder) throws IOException {
    return of(texts(folder));
  }

  /** What the files of the documents in {@code folder} hold, by file name. */
  static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  /** These documents, as YAML by file name. */
  static Documents of(Map<String, String> texts) {
    return new Documents(
        texts.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> YAML.readTree(entry.getValue()))));
  }

  /** The beginning of the document called {@code file}. */
  Place root(String file) {
    return new Place(
        this,
        file,
        Optional.ofNullable(roots.get(file))
            .orElseThrow(() -> new IllegalArgumentException("there is no document " + file)));
  }

  /** The beginnings of all documents. */
  List<Place> roots() {
    return roots.keySet().stream().sorted().map(this::root).toList();
  }

  /**
   * What {@code reference}, which stands in the document called {@code file}, leads to.
   *
   * @throws IllegalArgumentException when that is nothing
   */
  Place resolve(String file, String reference) {
    int hash = reference.indexOf('#');
    String target = hash == 0 ? file : reference.substring(0, hash);
    JsonNode found = root(target).node().at(reference.substring(hash + 1));
    if (found.isMissingNode()) {
      throw new IllegalArgumentException("%s in %s leads nowhere".formatted(reference, file));
    }
    return new Place(this, target, found);
  }

  /** Everything under {@code root} that {@code picked} takes, in the order of the document. */
  static <T> Stream<T> everywhere(Place root, Function<Place, Stream<T>> picked) {
    Stream<JsonNode> children =
        root.node().isContainer() ? root.node().valueStream() : Stream.empty();
    return Stream.concat(
        picked.apply(root),
        children.flatMap(
            child -> everywhere(new Place(root.documents(), root.file(), child), picked)));
  }
}
