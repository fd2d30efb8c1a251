package dev.mediajobs.local.api;

import java.util.List;

/**
 * A request.
 *
 * @param method in capitals
 * @param path with its query
 * @param body empty for none
 * @param headers names and values in turn
 */
record Question(String method, String path, String body, List<String> headers) {

  /** A request to a route whose placeholders, and those of the body, are names of {@code about}. */
  static Question of(String route, String body, Belongings about, List<String> headers) {
    int space = route.indexOf(' ');
    return new Question(
        route.substring(0, space),
        about.filled(route.substring(space + 1)),
        about.filled(body),
        headers);
  }

  Reply ask(ApiOnStack api) throws Exception {
    String[] all = headers.toArray(String[]::new);
    return switch (method) {
      case "GET" -> api.get(path, all);
      case "DELETE" -> api.delete(path, all);
      case "POST" -> api.post(path, body, all);
      default -> throw new IllegalArgumentException("nobody asks with " + method);
    };
  }
}
