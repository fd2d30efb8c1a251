package dev.mediajobs.api.http;

import java.util.Map;

/** Requests that differ in one thing. */
final class Requests {

  private Requests() {}

  static Request withHeader(String name, String value, String body) {
    return new Request(
        "request-7",
        "GET /x",
        Map.of(),
        Map.of(),
        Map.of(name, value),
        new Body.Text(body),
        "https://example.com");
  }
}
