package dev.mediajobs.local.openapi;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request and its answer, as they went over the wire.
 *
 * @param method of the request, in capitals
 * @param address of the request
 * @param sent the request's headers
 * @param question the request's body; empty for none; of a form, each byte as one character
 * @param status of the answer
 * @param received the answer's headers
 * @param answer the answer's body; empty for none
 */
public record Exchange(
    String method,
    URI address,
    HttpHeaders sent,
    String question,
    int status,
    HttpHeaders received,
    String answer) {

  private static final Pattern AND = Pattern.compile("&");

  /** The exchange that {@code response} ended, for a request with this body. */
  public static Exchange of(HttpResponse<String> response, String question) {
    return new Exchange(
        response.request().method(),
        response.request().uri(),
        response.request().headers(),
        question,
        response.statusCode(),
        response.headers(),
        response.body());
  }

  /** Whether the request was carried out. */
  boolean succeeded() {
    return status < 400;
  }

  /** The media type of the answer without its parameters; empty for none. */
  Optional<String> mediaType() {
    return received.firstValue("content-type").map(type -> type.replaceFirst("\\s*;.*", ""));
  }

  /** The Content-Type of the request; empty for none. */
  String sentType() {
    return sent.firstValue("content-type").orElse("");
  }

  /** The parameters of the query, decoded. */
  Map<String, String> query() {
    Map<String, String> parameters = new LinkedHashMap<>();
    Optional.ofNullable(address.getRawQuery()).stream()
        .flatMap(AND::splitAsStream)
        .forEach(
            pair -> {
              int equals = pair.indexOf('=');
              parameters.put(
                  decoded(equals < 0 ? pair : pair.substring(0, equals)),
                  decoded(equals < 0 ? "" : pair.substring(equals + 1)));
            });
    return parameters;
  }

  static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
