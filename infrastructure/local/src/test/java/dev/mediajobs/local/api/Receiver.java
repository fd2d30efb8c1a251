package dev.mediajobs.local.api;

import static java.util.stream.Collectors.toMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Somebody who wants to be called back, and answers as the test says. */
public final class Receiver implements AutoCloseable {

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedDeque<Answer> answers = new ConcurrentLinkedDeque<>();

  /**
   * What came.
   *
   * @param raw the bytes of the body, each as the character of this number
   */
  public record Call(String path, Map<String, String> headers, String raw) {

    /** The body. */
    public byte[] bytes() {
      return raw.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The body as a text. */
    public String body() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The header of this name. */
    public String header(String name) {
      return Objects.requireNonNull(headers.get(name), name);
    }
  }

  /** What is answered. */
  public record Answer(int status, Map<String, String> headers, Runnable meanwhile) {}

  private Receiver(HttpServer server) {
    this.server = server;
  }

  /** Answers 200 until it is told otherwise. */
  public static Receiver start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Receiver receiver = new Receiver(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", receiver::take);
    server.start();
    return receiver;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      calls.add(
          new Call(
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().entrySet().stream()
                  .collect(
                      toMap(
                          header -> header.getKey().toLowerCase(Locale.ROOT),
                          header -> header.getValue().getFirst())),
              new String(body, StandardCharsets.ISO_8859_1)));
      Answer answer = answers.poll();
      if (answer != null) {
        answer.meanwhile().run();
        answer.headers().forEach(exchange.getResponseHeaders()::set);
      }
      exchange.sendResponseHeaders(answer == null ? 200 : answer.status(), -1);
    }
  }

  /** Answers the next call so. */
  public void answer(int status, Map<String, String> headers) {
    answer(status, headers, () -> {});
  }

  /** The same, doing something before. */
  public void answer(int status, Map<String, String> headers, Runnable meanwhile) {
    answers.add(new Answer(status, headers, meanwhile));
  }

  /** Where it is. */
  public String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  /** What came to this path, the first one first. */
  public List<Call> calls(String path) {
    return calls.stream().filter(call -> call.path().equals(path)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
