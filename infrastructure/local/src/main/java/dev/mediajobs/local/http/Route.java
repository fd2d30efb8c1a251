package dev.mediajobs.local.http;

import com.google.common.base.Splitter;
import dev.mediajobs.local.lambda.LambdaFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A route of the API.
 *
 * @param method in capitals, or {@code ANY}
 * @param path such as {@code /jobs/{job_id}} or {@code /{proxy+}}
 * @param signed whether only signed requests are let in
 * @param function what is invoked
 */
public record Route(String method, String path, boolean signed, LambdaFunction function) {

  private static final Splitter SEGMENTS = Splitter.on('/');

  /**
   * Checks the path and writes the method as API Gateway does.
   *
   * @throws IllegalArgumentException when the path does not begin with a slash
   */
  public Route {
    method = method.equals("*") ? "ANY" : method.toUpperCase(Locale.ROOT);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("the path of a route begins with /, not so " + path);
    }
  }

  /** What API Gateway calls this route. */
  String key() {
    return method + " " + path;
  }

  /** Whether requests of this method go here. */
  boolean takes(String requestMethod) {
    return method.equals("ANY") || method.equals(requestMethod);
  }

  /**
   * The path parameters of a request, still encoded, if its path fits this route.
   *
   * @param rawPath as the client sent it
   */
  Optional<Map<String, String>> match(String rawPath) {
    List<String> wanted = SEGMENTS.splitToList(path);
    List<String> actual = SEGMENTS.splitToList(rawPath);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String segment = wanted.get(i);
      if (segment.endsWith("+}") && i < actual.size()) {
        parameters.put(
            segment.substring(1, segment.length() - 2),
            String.join("/", actual.subList(i, actual.size())));
        return Optional.of(parameters);
      }
      if (i >= actual.size()) {
        return Optional.empty();
      }
      if (segment.startsWith("{") && !actual.get(i).isEmpty()) {
        parameters.put(segment.substring(1, segment.length() - 1), actual.get(i));
      } else if (!segment.equals(actual.get(i))) {
        return Optional.empty();
      }
    }
    return wanted.size() == actual.size() ? Optional.of(parameters) : Optional.empty();
  }

  /**
   * Fewer are more specific: literal segments win over parameters, those over the greedy one, a
   * method over ANY.
   */
  List<Integer> vagueness() {
    List<Integer> ranks = new ArrayList<>();
    for (String segment : SEGMENTS.split(path)) {
      ranks.add(segment.endsWith("+}") ? 2 : segment.startsWith("{") ? 1 : 0);
    }
    ranks.add(method.equals("ANY") ? 1 : 0);
    return ranks;
  }
}
