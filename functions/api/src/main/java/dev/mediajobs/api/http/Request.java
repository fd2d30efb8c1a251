package dev.mediajobs.api.http;

import java.util.Map;
import java.util.Optional;

/**
 * One request, as API Gateway hands it over.
 *
 * @param id the name by which API Gateway logs it
 * @param routeKey the route that it matched, such as {@code GET /api/jobs/{job_id}}
 * @param pathParameters the decoded values of the route's placeholders
 * @param queryParameters the decoded query; a parameter sent more than once is joined with commas
 * @param headers by name in lower case; a header sent more than once is joined with commas
 * @param body what came along
 * @param origin where the client reached the API, such as {@code https://api.example.com}
 */
public record Request(
    String id,
    String routeKey,
    Map<String, String> pathParameters,
    Map<String, String> queryParameters,
    Map<String, String> headers,
    Body body,
    String origin) {

  /** Keeps copies. */
  public Request {
    pathParameters = Map.copyOf(pathParameters);
    queryParameters = Map.copyOf(queryParameters);
    headers = Map.copyOf(headers);
  }

  /** The value of the route's placeholder {@code name}; empty text when it has no such one. */
  public String path(String name) {
    return pathParameters.getOrDefault(name, "");
  }

  /** The query parameter called {@code name}. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(queryParameters.get(name));
  }

  /** The header called {@code name}, in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
