package dev.mediajobs.local.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to an endpoint's WebSocket API. Whatever goes wrong with it ends it, and nothing
 * else: the jobs can always be asked for.
 */
final class JobSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobSocket.class);

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(35);

  /** What the endpoint takes in one message. */
  private static final int MOST_TOKENS = 50;

  /** More than the 128 KB that API Gateway sends. */
  private static final int LARGEST_FRAME = 1 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ears ears;
  private final WebSocket socket;

  private JobSocket(Ears ears, WebSocket socket) {
    this.ears = ears;
    this.socket = socket;
  }

  /**
   * Connects and subscribes. When this returns, every later change of the jobs will be told.
   *
   * @param tokens of the jobs; nothing is told of tokens that open none
   * @return empty when that did not succeed
   */
  static Optional<JobSocket> open(URI address, HttpClient http, Collection<String> tokens)
      throws InterruptedException {
    Ears ears = new Ears();
    try {
      WebSocket socket =
          http.newWebSocketBuilder()
              .connectTimeout(CONNECT_WITHIN)
              .buildAsync(address, ears)
              .get(CONNECT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      JobSocket opened = new JobSocket(ears, socket);
      if (opened.subscribe(tokens)) {
        return Optional.of(opened);
      }
      opened.close();
    } catch (ExecutionException | TimeoutException failure) {
      LOG.debug("there is no connection to the WebSocket API", failure);
    }
    return Optional.empty();
  }

  private boolean subscribe(Collection<String> tokens) throws InterruptedException {
    int messages = 0;
    ObjectNode wish = subscription();
    for (String token : tokens) {
      if (wish.path("tokens").size() == MOST_TOKENS) {
        send(wish);
        messages++;
        wish = subscription();
      }
      ((ArrayNode) wish.path("tokens")).add(token);
    }
    send(wish);
    messages++;
    for (int answered = 0; answered < messages; answered++) {
      Optional<JsonNode> answer = answer();
      if (answer.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode subscription() {
    ObjectNode wish = JSON.createObjectNode().put("action", "subscribe");
    wish.putArray("tokens");
    return wish;
  }

  /** The next answer to a message of ours; frames that come before it say nothing new. */
  private Optional<JsonNode> answer() throws InterruptedException {
    long end = System.nanoTime() + ANSWER_WITHIN.toNanos();
    while (true) {
      Optional<JsonNode> frame = next(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      if (frame.isEmpty() || frame.get().path("type").asText().equals("error")) {
        return Optional.empty();
      }
      if (frame.get().path("type").asText().equals("subscribed")) {
        return frame;
      }
    }
  }

  /**
   * Waits for a frame.
   *
   * @return empty when none came in time, or the connection has ended
   */
  Optional<JsonNode> next(Duration atMost) throws InterruptedException {
    String text = ears.frames.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException notJson) {
      LOG.debug("a frame is no JSON, and the connection is ended", notJson);
      close();
      return Optional.empty();
    }
  }

  /** Keeps the connection from ending for its silence. */
  void ping() {
    send(JSON.createObjectNode().put("action", "ping"));
  }

  boolean isOpen() {
    return ears.open && !socket.isOutputClosed();
  }

  private void send(ObjectNode message) {
    WebSocket _ =
        socket
            .sendText(message.toString(), true)
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    LOG.debug("a message was not sent", failure);
                    ears.end();
                  }
                })
            .exceptionally(_ -> socket)
            .join();
  }

  @Override
  public void close() {
    ears.end();
    socket.abort();
  }

  /** Hears frames; an empty one stands for the end. */
  private static final class Ears implements WebSocket.Listener {
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private volatile boolean open = true;

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      part.append(text);
      if (part.length() > LARGEST_FRAME) {
        end();
        from.abort();
        return null;
      }
      if (last) {
        frames.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      LOG.debug("the WebSocket API ended the connection with status {}", status);
      end();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      LOG.debug("the connection to the WebSocket API failed", failure);
      end();
    }

    private void end() {
      open = false;
      frames.add("");
    }
  }
}
