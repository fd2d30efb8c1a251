package dev.mediajobs.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mediajobs.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Requests and answers in payload format 2.0 of API Gateway's HTTP APIs
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 * Streamed, because loading the classes of an object mapper would double the time of a cold start.
 */
public final class GatewayEvent {

  private GatewayEvent() {}

  /**
   * Reads the request that {@code event} tells of.
   *
   * @throws IOException when it is not such an event
   */
  public static Request read(InputStream event) throws IOException {
    Reading reading = new Reading();
    try (JsonParser json = Json.FACTORY.createParser(event)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the event is not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        reading.member(json);
      }
    }
    return reading.request();
  }

  /**
   * Writes {@code answer}.
   *
   * @throws IOException when {@code output} fails
   */
  public static void write(Answer answer, OutputStream output) throws IOException {
    try (JsonGenerator json = Json.FACTORY.createGenerator(output)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", answer.status());
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : answer.headers().entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeStringField("body", answer.body());
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    }
  }

  /** What has been read of an event so far; its members come in any order. */
  private static final class Reading {

    private String version = "";
    private String routeKey = "";
    private String requestId = "";
    private String domain = "";
    private String body = "";
    private boolean base64;
    private Map<String, String> headers = Map.of();
    private Map<String, String> path = Map.of();
    private Map<String, String> query = Map.of();

    void member(JsonParser json) throws IOException {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "version" -> version = text(json, value);
        case "routeKey" -> routeKey = text(json, value);
        case "body" -> body = text(json, value);
        case "isBase64Encoded" -> base64 = value == JsonToken.VALUE_TRUE;
        case "headers" -> headers = lowerCase(texts(json, value));
        case "pathParameters" -> path = texts(json, value);
        case "queryStringParameters" -> query = texts(json, value);
        case "requestContext" -> {
          Map<String, String> context = texts(json, value);
          requestId = context.getOrDefault("requestId", requestId);
          domain = context.getOrDefault("domainName", domain);
        }
        default -> json.skipChildren();
      }
    }

    Request request() throws IOException {
      if (!version.equals("2.0") || routeKey.isEmpty()) {
        throw new IOException("the event is not of payload format 2.0");
      }
      return new Request(
          requestId,
          routeKey,
          path,
          query,
          headers,
          Body.of(body, base64, headers.getOrDefault("content-type", "")),
          origin());
    }

    /** API Gateway itself speaks HTTPS at the usual port only; what stands in for it may not. */
    private String origin() {
      boolean plain = headers.getOrDefault("x-forwarded-proto", "https").equals("http");
      String port = headers.getOrDefault("x-forwarded-port", "");
      boolean unusual =
          !port.isEmpty()
              && port.chars().allMatch(c -> c >= '0' && c <= '9')
              && !port.equals(plain ? "80" : "443");
      return (plain ? "http://" : "https://") + domain + (unusual ? ":" + port : "");
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
      if (value == JsonToken.VALUE_STRING) {
        return json.getText();
      }
      json.skipChildren();
      return "";
    }

    /** The members that are strings; what else there is, is passed over. */
    private static Map<String, String> texts(JsonParser json, JsonToken value) throws IOException {
      if (value != JsonToken.START_OBJECT) {
        json.skipChildren();
        return Map.of();
      }
      Map<String, String> texts = new HashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken member = json.nextToken();
        if (member == JsonToken.VALUE_STRING) {
          texts.put(name, json.getText());
        } else {
          json.skipChildren();
        }
      }
      return texts;
    }

    private static Map<String, String> lowerCase(Map<String, String> headers) {
      Map<String, String> lowered = new HashMap<>();
      headers.forEach((name, value) -> lowered.put(name.toLowerCase(Locale.ROOT), value));
      return lowered;
    }
  }
}
