package dev.mediajobs.api.http;

import java.util.Map;

/** Requests that differ in one thing. */
public final class Requests {

  private Requests() {}

  /** With one header, its name in lower case, and this body. */
  public static Request withHeader(String name, String value, String body) {
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
