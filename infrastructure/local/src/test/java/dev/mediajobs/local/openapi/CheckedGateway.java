package dev.mediajobs.local.openapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * Stands between a client and the API and holds whatever goes to and fro against the documents, so
 * that clients need not know of it. An exchange that the documents do not have fails {@link
 * #close}.
 */
public final class CheckedGateway implements AutoCloseable {

  /** What is about one connection only, or is made anew by whoever sends. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings");

  private final URI api;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final List<String> passed = new CopyOnWriteArrayList<>();
  private final List<AssertionError> faults = new CopyOnWriteArrayList<>();

  private CheckedGateway(URI api, HttpServer server) {
    this.api = api;
    this.server = server;
  }

  /** In front of the API at this address. */
  public static CheckedGateway before(URI api) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CheckedGateway gateway = new CheckedGateway(api, server);
    server.setExecutor(gateway.threads);
    server.createContext("/", gateway::pass);
    server.start();
    return gateway;
  }

  /** Where it answers in place of the API. */
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** The requests that went through, as method and path. */
  public List<String> passed() {
    return List.copyOf(passed);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] question = exchange.getRequestBody().readAllBytes();
      HttpResponse<String> answer = asked(exchange, question);
      passed.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
      check(Exchange.of(answer, new String(question, StandardCharsets.UTF_8)));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      copy(answer.headers().map(), exchange.getResponseHeaders()::put);
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(Exchange exchange) {
    try {
      ApiDescription.ofTheProject().check(exchange);
    } catch (AssertionError fault) {
      faults.add(fault);
    }
  }

  private HttpResponse<String> asked(HttpExchange exchange, byte[] question)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(question));
    copy(
        exchange.getRequestHeaders(),
        (name, values) -> values.forEach(value -> request.header(name, value)));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static void copy(Map<String, List<String>> headers, BiConsumer<String, List<String>> to) {
    headers.forEach(
        (name, values) -> {
          if (OF_THE_CONNECTION.stream().noneMatch(name::equalsIgnoreCase)) {
            to.accept(name, values);
          }
        });
  }

  /**
   * Stops.
   *
   * @throws AssertionError when anything went through that is not documented
   */
  @Override
  public void close() {
    server.stop(0);
    threads.close();
    http.close();
    if (!faults.isEmpty()) {
      throw faults.getFirst();
    }
  }
}
