package dev.mediajobs.api.http;

import dev.mediajobs.json.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * One answer.
 *
 * @param status the HTTP status code
 * @param headers by name in lower case
 * @param body the text to send; empty for none
 */
public record Answer(int status, Map<String, String> headers, String body) {

  /** Keeps a copy. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** An answer without a body, which no cache keeps. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of("cache-control", "no-store"), "");
  }

  /** An answer in JSON, which no cache keeps: nearly all of them hold a token or an address. */
  public static Answer json(int status, Json.Writing body) {
    return new Answer(status, Map.of("cache-control", "no-store"), Json.text(body))
        .with("content-type", "application/json");
  }

  /** The same headers without a body and its type, under another status. */
  public Answer withoutBody(int other) {
    Map<String, String> left = new TreeMap<>(headers);
    left.remove("content-type");
    return new Answer(other, left, "");
  }

  /** The same answer with one more header, or another value of it. */
  public Answer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}
