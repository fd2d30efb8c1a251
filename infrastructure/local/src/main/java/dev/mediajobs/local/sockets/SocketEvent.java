package dev.mediajobs.local.sockets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes what happens on a connection as the event of a proxy integration ("Set up a proxy
 * integration in WebSocket APIs" in the API Gateway guide).
 */
final class SocketEvent {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SocketDefinition api;

  SocketEvent(SocketDefinition api) {
    this.api = api;
  }

  /** A client wants to connect. */
  byte[] connect(
      Connection connection,
      Map<String, List<String>> headers,
      Map<String, List<String>> query,
      String requestId,
      Instant now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    several("headers", "multiValueHeaders", headers, event);
    if (!query.isEmpty()) {
      several("queryStringParameters", "multiValueQueryStringParameters", query, event);
    }
    context(SocketRoute.CONNECT, "CONNECT", connection, requestId, now, event);
    return written(event);
  }

  /** A client has sent a message. */
  byte[] message(
      SocketRoute route, Connection connection, String body, String requestId, Instant now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode context = context(route.key(), "MESSAGE", connection, requestId, now, event);
    context.put("messageId", requestId);
    event.put("body", body);
    return written(event);
  }

  /** A connection has ended. */
  byte[] disconnect(
      Connection connection, int status, String reason, String requestId, Instant now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode context =
        context(SocketRoute.DISCONNECT, "DISCONNECT", connection, requestId, now, event);
    context.put("disconnectStatusCode", status);
    context.put("disconnectReason", reason);
    return written(event);
  }

  private ObjectNode context(
      String routeKey,
      String eventType,
      Connection connection,
      String requestId,
      Instant now,
      ObjectNode event) {
    ObjectNode context = event.putObject("requestContext");
    context.put("routeKey", routeKey);
    context.put("eventType", eventType);
    context.put("extendedRequestId", requestId);
    context.put("requestTime", TIME.format(now));
    context.put("messageDirection", "IN");
    context.put("stage", api.stage());
    context.put("connectedAt", connection.connectedAt().toEpochMilli());
    context.put("requestTimeEpoch", now.toEpochMilli());
    ObjectNode identity = context.putObject("identity");
    identity.put("sourceIp", connection.client().address());
    if (!connection.client().agent().isEmpty()) {
      identity.put("userAgent", connection.client().agent());
    }
    context.put("requestId", requestId);
    context.put("domainName", connection.client().domain());
    context.put("connectionId", connection.id());
    context.put("apiId", api.apiId());
    event.put("isBase64Encoded", false);
    return context;
  }

  private static void several(
      String single, String multiple, Map<String, List<String>> values, ObjectNode event) {
    ObjectNode last = event.putObject(single);
    values.forEach((name, all) -> last.put(name, all.getLast()));
    ObjectNode every = event.putObject(multiple);
    values.forEach((name, all) -> all.forEach(every.putArray(name)::add));
  }

  private static byte[] written(ObjectNode event) {
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }
}
