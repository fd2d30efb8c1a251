package dev.mediajobs.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A response as a function answers it in payload format 2.0.
 *
 * @param status HTTP status
 * @param headers by name in small letters
 * @param cookies values of Set-Cookie
 */
record GatewayResponse(int status, Map<String, String> headers, List<String> cookies, Body body) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Bytes that never change. */
  static final class Body {
    private final byte[] bytes;

    private Body(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes.clone();
    }
  }

  /** The gateway's own answer. */
  static GatewayResponse message(int status, String message) {
    return new GatewayResponse(
        status,
        new TreeMap<>(Map.of("content-type", "application/json")),
        List.of(),
        text("{\"message\":\"" + message + "\"}"));
  }

  /**
   * Reads what a function answered. An answer without a status code is the body of a 200, as JSON.
   *
   * @return empty when API Gateway would not accept it
   */
  static Optional<GatewayResponse> parse(String payload) {
    JsonNode answer;
    try {
      answer = JSON.readTree(payload);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
    if (!answer.isObject() || !answer.has("statusCode")) {
      String body = answer.isTextual() ? answer.textValue() : payload;
      return Optional.of(
          new GatewayResponse(
              200,
              new TreeMap<>(Map.of("content-type", "application/json")),
              List.of(),
              text(body)));
    }
    int status = answer.path("statusCode").asInt(0);
    if (status < 100 || status > 599) {
      return Optional.empty();
    }
    Map<String, String> headers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
      headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText(""));
    }
    List<String> cookies = new ArrayList<>();
    answer.path("cookies").forEach(cookie -> cookies.add(cookie.asText("")));
    JsonNode body = answer.path("body");
    String text =
        body.isMissingNode() || body.isNull()
            ? ""
            : body.isTextual() ? body.textValue() : body.toString();
    if (!text.isEmpty()) {
      headers.putIfAbsent("content-type", "text/plain;charset=UTF-8");
    }
    if (!answer.path("isBase64Encoded").asBoolean(false)) {
      return Optional.of(new GatewayResponse(status, headers, cookies, text(text)));
    }
    try {
      return Optional.of(
          new GatewayResponse(
              status, headers, cookies, new Body(Base64.getDecoder().decode(text))));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Body text(String text) {
    return new Body(text.getBytes(StandardCharsets.UTF_8));
  }
}
