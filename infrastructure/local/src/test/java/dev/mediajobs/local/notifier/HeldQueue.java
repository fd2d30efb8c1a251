package dev.mediajobs.local.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * What SQS is to whoever sends: it takes messages, and hands them out when the test asks for them
 * and not when their delay is over.
 */
final class HeldQueue implements AutoCloseable {

  private final HttpServer server;
  private final Deque<Sent> sent = new ArrayDeque<>();

  /**
   * A message.
   *
   * @param body its text
   * @param delay for how long it was to be held back
   */
  record Sent(String body, Duration delay) {}

  private HeldQueue(HttpServer server) {
    this.server = server;
  }

  static HeldQueue open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HeldQueue queue = new HeldQueue(server);
    server.createContext("/", queue::take);
    server.start();
    return queue;
  }

  private synchronized void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonObject question =
          Json.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      String body = question.requiredString("MessageBody");
      sent.add(
          new Sent(body, Duration.ofSeconds(question.requiredWholeNumber("DelaySeconds", 0, 900))));
      byte[] answer =
          "{\"MessageId\":\"1\",\"MD5OfMessageBody\":\"%s\"}"
              .formatted(md5(body))
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (JsonException | NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  /** Where it is. */
  String url() {
    return "http://127.0.0.1:%d/queue".formatted(server.getAddress().getPort());
  }

  /** Takes the only message. */
  synchronized Sent only() {
    assertThat(sent).hasSize(1);
    return sent.remove();
  }

  /** Takes the message that was sent first. */
  synchronized Sent next() {
    return sent.remove();
  }

  synchronized boolean isEmpty() {
    return sent.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static String md5(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
