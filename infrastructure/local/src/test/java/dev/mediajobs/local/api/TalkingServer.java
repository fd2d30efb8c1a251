package dev.mediajobs.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mediajobs.local.voice.Manner;
import dev.mediajobs.local.voice.Synthesizer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server with the speech call of OpenAI's API that really speaks, in English. */
final class TalkingServer implements AutoCloseable {

  private static final Map<String, Manner> VOICES =
      Map.of("alloy", new Manner(110, 1, 1), "nova", new Manner(210, 1.15f, 1));
  private static final int WAV_HEADER = 44;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Synthesizer synthesizer = new Synthesizer();
  private final JsonMapper mapper = new JsonMapper();
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final Runnable whenAsked;

  private TalkingServer(Runnable whenAsked) throws IOException {
    this.whenAsked = whenAsked;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/audio/speech", this::speak);
    server.start();
  }

  /** One that does something before each answer. */
  static TalkingServer start(Runnable whenAsked) throws IOException {
    return new TalkingServer(whenAsked);
  }

  /** The template's parameters that have scripts spoken by it. */
  Map<String, String> parameters() {
    return Map.of(
        "SpeechServerUrl",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "SpeechServerModel",
        "freetts",
        "SpeechServerVoices",
        String.join(",", VOICES.keySet()));
  }

  /** What it was asked so far. */
  List<JsonNode> requests() {
    return requests;
  }

  private void speak(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = mapper.readTree(exchange.getRequestBody());
      requests.add(request);
      whenAsked.run();
      Manner manner = VOICES.get(request.path("voice").asText());
      if (manner == null || !request.path("response_format").asText().equals("wav")) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      byte[] wav =
          wav(synthesizer.say(request.path("input").asText(), manner), Synthesizer.SAMPLE_RATE);
      exchange.getResponseHeaders().add("Content-Type", "audio/wav");
      exchange.sendResponseHeaders(200, wav.length);
      exchange.getResponseBody().write(wav);
    }
  }

  private static byte[] wav(short[] samples, int rate) {
    int bytes = 2 * samples.length;
    ByteBuffer wav = ByteBuffer.allocate(WAV_HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(WAV_HEADER - 8 + bytes);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    wav.asShortBuffer().put(samples);
    return wav.array();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
