package dev.mediajobs.local;

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

/** Answers the event that it was given, or misbehaves in the way that the path asks for. */
public final class FrontHandler implements RequestStreamHandler {

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> environment;

  public FrontHandler(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = JSON.readTree(input);
    String answer =
        switch (event.path("pathParameters").path("what").asText("echo")) {
          case "throw" -> throw new IllegalStateException("asked to");
          case "hang" -> hang();
          case "plain" -> "{\"hello\":\"world\"}";
          case "binary" ->
              "{\"statusCode\":201,\"headers\":{\"Content-Type\":\"image/x\"},\"body\":\"AP8=\",\"isBase64Encoded\":true,\"cookies\":[\"a=1\",\"b=2\"]}";
          case "cors" ->
              "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"https://liar.test\",\"etag\":\"x\"},\"body\":\"\"}";
          case "unchanged" -> "{\"statusCode\":304,\"headers\":{\"etag\":\"x\"}}";
          case "invalid" -> "{\"statusCode\":9}";
          case "password" ->
              "{\"statusCode\":200,\"body\":\"" + environment.get("PASSWORD") + "\"}";
          case "context" ->
              "{\"memory\":%d,\"remaining\":%d,\"name\":\"%s\"}"
                  .formatted(
                      context.getMemoryLimitInMB(),
                      context.getRemainingTimeInMillis(),
                      context.getFunctionName());
          default -> {
            ObjectNode response = JSON.createObjectNode();
            response.put("statusCode", 200);
            response.put("body", event.toString());
            yield response.toString();
          }
        };
    output.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private static String hang() {
    try {
      new java.util.concurrent.CountDownLatch(1).await();
      return "";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "{}";
    }
  }
}
