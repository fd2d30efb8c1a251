package dev.mediajobs.worker.speech;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.worker.speech.OpenAiCompatibleProvider.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine with OpenAI's speech call whose voices are tones: each character lasts 50 ms, with
 * silence of 80 ms before and 40 ms behind the whole. Fails on demand.
 */
final class ToneServer implements AutoCloseable {
  static final String KEY = "sk-5ec2e7";
  static final int RATE = 16_000;
  static final Duration BEFORE = Duration.ofMillis(80);
  static final Duration AFTER = Duration.ofMillis(40);

  /** In hertz. */
  static final Map<String, Integer> TONES = Map.of("low", 300, "middle", 500, "high", 900);

  /** How a request is answered. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange, JsonObject request, int number)
        throws IOException, JsonException, InterruptedException;
  }

  private final HttpServer server;
  private final Behaviour behaviour;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();

  private ToneServer(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/audio/speech", this::handle);
    server.start();
  }

  static ToneServer started() throws IOException {
    return answering((exchange, request, _) -> speak(exchange, request));
  }

  static ToneServer answering(Behaviour behaviour) throws IOException {
    return new ToneServer(behaviour);
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  SpeechProvider provider() {
    return provider(Duration.ofSeconds(30));
  }

  SpeechProvider provider(Duration time) {
    Settings settings = new Settings(base(), "tones-1", TONES.keySet(), 500, true, time);
    return new OpenAiCompatibleProvider(settings, () -> KEY);
  }

  List<String> bodies() {
    return bodies;
  }

  List<String> authorizations() {
    return authorizations;
  }

  int running() {
    return running.get();
  }

  int mostRunning() {
    return mostRunning.get();
  }

  /** How long the tone of a text lasts. */
  static Duration lengthOf(String text) {
    return Duration.ofMillis(50L * text.length());
  }

  static void speak(HttpExchange exchange, JsonObject request) throws IOException, JsonException {
    String text = request.requiredString("input");
    int tone = TONES.getOrDefault(request.requiredString("voice"), 200);
    send(exchange, 200, wav(tone, lengthOf(text)));
  }

  static void refuse(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** With lengths in its header that are those of a live stream, as OpenAI's have. */
  static byte[] wav(int tone, Duration length) {
    int before = (int) (BEFORE.toMillis() * RATE / 1000);
    int spoken = (int) (length.toMillis() * RATE / 1000);
    int after = (int) (AFTER.toMillis() * RATE / 1000);
    ByteBuffer wav =
        ByteBuffer.allocate(44 + 2 * (before + spoken + after)).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(-1);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(-1);
    wav.position(44 + 2 * before);
    for (int index = 0; index < spoken; index++) {
      wav.putShort((short) (3000 * Math.sin(2 * Math.PI * tone * index / RATE)));
    }
    return wav.array();
  }

  private void handle(HttpExchange exchange) throws IOException {
    int now = running.incrementAndGet();
    mostRunning.accumulateAndGet(now, Math::max);
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      int number;
      synchronized (bodies) {
        number = bodies.size();
        bodies.add(body);
      }
      behaviour.answer(exchange, Json.object(body), number);
    } catch (JsonException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.decrementAndGet();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  static Set<String> voices() {
    return TONES.keySet();
  }
}
