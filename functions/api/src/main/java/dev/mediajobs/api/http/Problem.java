package dev.mediajobs.api.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Why a request is not answered as it wished, before any contract spells it in its own shape.
 *
 * @param status the HTTP status code that says so
 * @param code a stable word for programs
 * @param detail a sentence for people that says what to do
 * @param errors the fields at fault; empty when it is not about fields
 * @param retryAfter when to try again, if that may help
 */
public record Problem(
    int status,
    String code,
    String detail,
    List<FieldError> errors,
    Optional<Duration> retryAfter) {

  /** Keeps a copy. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * The headers that tell it to every client alike, however a contract spells the rest, by name in
   * lower case: when to try again, and, as RFC 9110 wants it of every 401, how to sign in.
   */
  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    retryAfter.ifPresent(delay -> headers.put("retry-after", Long.toString(delay.toSeconds())));
    if (status == 401) {
      headers.put("www-authenticate", "Bearer");
    }
    return headers;
  }

  /** A problem that is about no field and that no waiting cures. */
  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, List.of(), Optional.empty());
  }

  /** Fields of the request are wrong. */
  public static Problem invalid(List<FieldError> errors) {
    String detail =
        errors.stream()
            .map(error -> error.field() + " " + error.problem())
            .collect(Collectors.joining("; ", "", "."));
    return new Problem(400, "invalid_request", detail, errors, Optional.empty());
  }

  /** Nothing is wrong with the request; it may succeed later. */
  public static Problem unavailable(Duration retryAfter) {
    return new Problem(
        503,
        "unavailable",
        "The service is busy or can't be reached at the moment. Please try again in a few seconds.",
        List.of(),
        Optional.of(retryAfter));
  }

  /** Something is wrong with the service. */
  public static Problem internal(String requestId) {
    return of(
        500,
        "internal_error",
        "Something went wrong on our side. Please try again; if it stays, report request %s."
            .formatted(requestId));
  }
}
