package dev.mediajobs.local.isolated;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Does what its event asks for; made in processes of its own only. */
public final class IsolatedHandler implements RequestStreamHandler {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MEGABYTE = 1024 * 1024;

  private final List<byte[]> hoard = new ArrayList<>();
  private int invocations;

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = JSON.readTree(input);
    ObjectNode answer = JSON.createObjectNode();
    invocations++;
    switch (event.path("do").asText()) {
      case "count" -> answer.put("pid", ProcessHandle.current().pid()).put("times", invocations);
      case "environment" -> System.getenv().forEach(answer::put);
      case "context" ->
          answer
              .put("id", context.getAwsRequestId())
              .put("function", context.getFunctionName())
              .put("arn", context.getInvokedFunctionArn())
              .put("memory", context.getMemoryLimitInMB())
              .put("remaining", context.getRemainingTimeInMillis());
      case "fail" -> throw new IllegalStateException("asked to");
      case "exit" -> Runtime.getRuntime().halt(3);
      case "spin" -> spin();
      case "exhaust" -> exhaust();
      case "hoard" -> hoard(event.path("megabytes").asInt());
      case "child" -> answer.put("pid", child(event).pid());
      case "large" -> answer.put("text", "x".repeat(7 * MEGABYTE));
      default -> throw new IOException("what is " + event + "?");
    }
    output.write(JSON.writeValueAsBytes(answer));
  }

  private static void spin() {
    long turns = 0;
    while (turns >= 0) {
      turns = (turns + 1) % 1_000_000;
    }
  }

  private void exhaust() {
    while (true) {
      hoard.add(new byte[16 * MEGABYTE]);
    }
  }

  /** Takes memory outside of the heap, which has a limit of its own, and keeps it. */
  private static void hoard(int megabytes) {
    ByteBuffer taken = ByteBuffer.allocateDirect(megabytes * MEGABYTE);
    try {
      spin();
    } finally {
      Reference.reachabilityFence(taken);
    }
  }

  /** A program that lives on; with {@code megabytes} one that needs as many. */
  private static Process child(JsonNode event) throws IOException {
    List<String> command =
        event.has("megabytes")
            ? List.of(
                "sh",
                "-c",
                // The shell keeps what it reads into a variable.
                "x=$(head -c %d /dev/zero | tr '\\0' x); sleep 1000"
                    .formatted(event.path("megabytes").asLong() * MEGABYTE))
            : List.of("sleep", "1000");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PATH", "/usr/bin:/bin");
    Process child = builder.start();
    if (event.has("megabytes")) {
      spin();
    }
    return child;
  }
}
