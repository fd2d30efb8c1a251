package dev.mediajobs.local.sockets;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps every event, answers messages with the event, lets in whoever does not ask to be refused,
 * and fails when a message asks it to.
 */
public final class SpeakerHandler implements RequestStreamHandler {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Queue<JsonNode> EVENTS = new ConcurrentLinkedQueue<>();

  private final String address;

  public SpeakerHandler(Map<String, String> environment) {
    this.address = environment.getOrDefault("ADDRESS", "");
  }

  static Queue<JsonNode> events() {
    return EVENTS;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = JSON.readTree(input);
    EVENTS.add(event);
    if (event.path("body").asText().contains("throw")) {
      throw new IllegalStateException("asked to");
    }
    ObjectNode answer = JSON.createObjectNode();
    boolean refused = event.path("queryStringParameters").path("refuse").asText().equals("yes");
    answer.put("statusCode", refused ? 401 : 200);
    ObjectNode said = JSON.createObjectNode();
    said.put("address", address);
    said.set("event", event);
    answer.put("body", said.toString());
    output.write(answer.toString().getBytes(StandardCharsets.UTF_8));
  }
}
