package dev.mediajobs.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps every event for the test, under the name that its environment gives. */
public final class WitnessHandler implements RequestStreamHandler {

  private static final Map<String, Queue<String>> SEEN = new ConcurrentHashMap<>();

  private final String name;

  public WitnessHandler(Map<String, String> environment) {
    this.name = Objects.requireNonNull(environment.get("WITNESS"));
  }

  /** The events that were seen under this name. */
  static List<String> seen(String name) {
    return List.copyOf(SEEN.getOrDefault(name, new ConcurrentLinkedQueue<>()));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    SEEN.computeIfAbsent(name, _ -> new ConcurrentLinkedQueue<>())
        .add(new String(input.readAllBytes(), StandardCharsets.UTF_8));
  }
}
