package dev.mediajobs.api.sockets;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mediajobs.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Events and answers of API Gateway's WebSocket APIs
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-integrations.html).
 * Streamed, as those of the HTTP API are and for the same reason.
 */
final class SocketEvent {

  private SocketEvent() {}

  /**
   * Reads what {@code event} tells of.
   *
   * @throws IOException when it is not such an event
   */
  static SocketMessage read(InputStream event) throws IOException {
    Reading reading = new Reading();
    try (JsonParser json = Json.FACTORY.createParser(event)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the event is not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        reading.member(json);
      }
    }
    return reading.message();
  }

  /**
   * Writes an answer that API Gateway takes for a success.
   *
   * @param frame what is sent to the client; empty for nothing
   * @throws IOException when {@code output} fails
   */
  static void write(Optional<String> frame, OutputStream output) throws IOException {
    try (JsonGenerator json = Json.FACTORY.createGenerator(output)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", 200);
      if (frame.isPresent()) {
        json.writeStringField("body", frame.get());
      }
      json.writeEndObject();
    }
  }

  /** What has been read of an event so far; its members come in any order. */
  private static final class Reading {

    private String eventType = "";
    private String connection = "";
    private long connectedAt;
    private String requestId = "";
    private String body = "";

    void member(JsonParser json) throws IOException {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "body" -> body = text(json, value);
        case "requestContext" -> {
          if (value == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
              context(json);
            }
          }
        }
        default -> json.skipChildren();
      }
    }

    private void context(JsonParser json) throws IOException {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "eventType" -> eventType = text(json, value);
        case "connectionId" -> connection = text(json, value);
        case "requestId" -> requestId = text(json, value);
        case "connectedAt" ->
            connectedAt = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : 0;
        default -> json.skipChildren();
      }
    }

    SocketMessage message() throws IOException {
      SocketMessage.Kind kind =
          switch (eventType) {
            case "CONNECT" -> SocketMessage.Kind.CONNECT;
            case "MESSAGE" -> SocketMessage.Kind.MESSAGE;
            case "DISCONNECT" -> SocketMessage.Kind.DISCONNECT;
            default -> throw new IOException("the event is not of a WebSocket API");
          };
      if (connection.isEmpty()) {
        throw new IOException("the event names no connection");
      }
      return new SocketMessage(
          kind, connection, Instant.ofEpochMilli(connectedAt), requestId, body);
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
      if (value == JsonToken.VALUE_STRING) {
        return json.getText();
      }
      json.skipChildren();
      return "";
    }
  }
}
