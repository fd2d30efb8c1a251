package dev.mediajobs.local.openapi;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the documents say of one route.
 *
 * @param method in capitals
 * @param path with its placeholders, such as {@code /api/jobs/{job_id}}
 * @param pathItem what is said of all routes of that path
 * @param description what is said of this one
 */
record Operation(String method, String path, Place pathItem, Place description) {

  private static final Splitter SEGMENTS = Splitter.on('/');

  /** As the template and logs call it. */
  String routeKey() {
    return method + " " + path;
  }

  /** The path parameters of a request with this raw path, decoded, if it takes this route. */
  Optional<Map<String, String>> parametersOf(String rawPath) {
    List<String> wanted = SEGMENTS.splitToList(path);
    List<String> given = SEGMENTS.splitToList(rawPath);
    if (wanted.size() != given.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String segment = wanted.get(i);
      if (segment.startsWith("{") && !given.get(i).isEmpty()) {
        parameters.put(segment.substring(1, segment.length() - 1), Exchange.decoded(given.get(i)));
      } else if (!segment.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  /** How many placeholders it has: of routes that fit, the one with the fewest is taken. */
  long placeholders() {
    return path.chars().filter(c -> c == '{').count();
  }

  /** The parameters of the path, the query and the headers. */
  List<Place> parameters() {
    return Stream.of(pathItem, description)
        .flatMap(place -> place.find("parameters").stream())
        .flatMap(list -> list.elements().stream())
        .toList();
  }

  /**
   * The answers of this status whose content is of this media type: the status's own, and the
   * {@code default} one, which stands for errors only.
   */
  List<Place> answers(int status, Optional<String> mediaType) {
    Place answers = description.get("responses");
    List<Place> candidates = new ArrayList<>();
    answers.find(Integer.toString(status)).ifPresent(candidates::add);
    if (status >= 400) {
      answers.find("default").ifPresent(candidates::add);
    }
    return candidates.stream().filter(answer -> has(answer, mediaType)).toList();
  }

  private static boolean has(Place answer, Optional<String> mediaType) {
    Optional<Place> content = answer.find("content");
    return mediaType.isEmpty()
        ? content.isEmpty()
        : content.filter(types -> types.members().containsKey(mediaType.get())).isPresent();
  }
}
