package dev.mediajobs.local.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of a WebSocket API that keeps every frame. */
final class Client implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Ears ears = new Ears();
  private final Map<String, String> versions = new HashMap<>();
  private final WebSocket socket;

  private Client(HttpClient http, URI address) {
    this.socket = http.newWebSocketBuilder().buildAsync(address, ears).join();
  }

  /** Connects. */
  static Client to(URI address, HttpClient http) {
    return new Client(http, address);
  }

  /** Sends a message. */
  Client say(String message) {
    WebSocket _ = socket.sendText(message, true).join();
    return this;
  }

  /** Sends bytes. */
  void sayBytes(byte[] message) {
    WebSocket _ = socket.sendBinary(ByteBuffer.wrap(message), true).join();
  }

  /** Sends a ping of the protocol itself. */
  void ping(String payload) {
    WebSocket _ = socket.sendPing(StandardCharsets.UTF_8.encode(payload)).join();
  }

  /** What came with the next pong that nobody took yet. */
  String pong() throws InterruptedException {
    return Optional.ofNullable(ears.pongs.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
        .orElseThrow(() -> new AssertionError("there was no pong"));
  }

  /** The next frame that nobody took yet. */
  JsonNode hear() throws InterruptedException, JsonProcessingException {
    Optional<String> frame =
        Optional.ofNullable(ears.unheard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    assertThat(frame).as("a frame").isPresent();
    JsonNode heard = JSON.readTree(frame.orElseThrow());
    for (JsonNode shown : heard.path("jobs")) {
      boolean _ = isNews(shown);
    }
    return heard;
  }

  /** The next frame that is an answer; what is told of jobs that are watched may come before it. */
  JsonNode hearAnswer() throws InterruptedException, JsonProcessingException {
    while (true) {
      JsonNode frame = hear();
      if (!frame.path("type").asText().startsWith("job.")) {
        return frame;
      }
    }
  }

  /**
   * The next frame about a job that is later than what came of the job before, as a client has to
   * see to: frames of changes from before a subscription may come after its answer.
   */
  JsonNode hearNews() throws InterruptedException, JsonProcessingException {
    while (true) {
      JsonNode frame = hear();
      if (isNews(frame)) {
        return frame;
      }
    }
  }

  private boolean isNews(JsonNode frame) {
    String job = frame.path("job").path("job_id").asText();
    String version = frame.path("version").asText();
    if (versions.getOrDefault(job, "").compareTo(version) >= 0) {
      return false;
    }
    versions.put(job, version);
    return true;
  }

  /** All frames so far. */
  List<String> heard() {
    return List.copyOf(ears.all);
  }

  /** The status with which the server ended the connection. */
  int ended() throws Exception {
    return ears.end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the connection has ended. */
  boolean isEnded() {
    return ears.end.isDone();
  }

  /** Leaves without a word. */
  void vanish() {
    socket.abort();
  }

  @Override
  public void close() {
    // The server may have been faster.
    boolean _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "").handle((_, _) -> true).join();
  }

  private static final class Ears implements WebSocket.Listener {

    private final BlockingQueue<String> unheard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        all.add(part.toString());
        unheard.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
      pongs.add(StandardCharsets.UTF_8.decode(payload).toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      end.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      end.completeExceptionally(failure);
    }
  }
}
