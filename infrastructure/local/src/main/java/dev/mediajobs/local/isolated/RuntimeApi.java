package dev.mediajobs.local.isolated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mediajobs.local.lambda.FunctionException;
import dev.mediajobs.local.lambda.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) of one execution
 * environment, on 127.0.0.1.
 */
final class RuntimeApi implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RuntimeApi.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final String INVOCATIONS = ROOT + "invocation/";
  private static final String ACCEPTED = "{\"status\":\"OK\"}";

  /** How much of a body that is too large is read in order to answer it. */
  private static final long MOST_DISCARDED = 128L * 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();
  private final Consumer<Signal> signals;

  private RuntimeApi(HttpServer server, Consumer<Signal> signals) {
    this.server = server;
    this.signals = signals;
  }

  /**
   * Starts one on a free port.
   *
   * @param signals takes what the runtime says; called by many threads
   */
  static RuntimeApi start(Consumer<Signal> signals) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    RuntimeApi api = new RuntimeApi(server, signals);
    server.createContext("/", api::handle);
    server.setExecutor(api.exchanges);
    server.start();
    return api;
  }

  /** Host and port. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String call = exchange.getRequestMethod() + " " + path;
      if (call.equals("GET " + INVOCATIONS + "next")) {
        next(exchange);
      } else if (call.equals("POST " + ROOT + "init/error")) {
        initFailed(exchange);
      } else if (call.startsWith("POST " + INVOCATIONS) && path.endsWith("/response")) {
        answered(exchange, requestId(path, "/response"));
      } else if (call.startsWith("POST " + INVOCATIONS) && path.endsWith("/error")) {
        failed(exchange, requestId(path, "/error"));
      } else {
        answer(exchange, 404, "{\"errorMessage\":\"there is no such call\"}");
      }
    } catch (InterruptedException closing) {
      LOG.debug("the Runtime API was closed", closing);
    }
  }

  private static String requestId(String path, String ending) {
    return path.substring(INVOCATIONS.length(), path.length() - ending.length());
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    CompletableFuture<Invocation> event = new CompletableFuture<>();
    signals.accept(new Signal.Ready(event));
    try {
      Invocation invocation = event.get();
      Headers headers = exchange.getResponseHeaders();
      headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
      headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
      headers.set(
          "Lambda-Runtime-Deadline-Ms", String.valueOf(invocation.deadline().toEpochMilli()));
      answer(exchange, 200, invocation.event());
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("nobody fails an event", impossible);
    }
  }

  private void initFailed(HttpExchange exchange) throws IOException {
    Optional<byte[]> body = body(exchange);
    signals.accept(new Signal.InitFailed(error(exchange, body)));
    answer(exchange, 202, ACCEPTED);
  }

  private void answered(HttpExchange exchange, String requestId) throws IOException {
    Optional<byte[]> body = body(exchange);
    if (body.isPresent()) {
      signals.accept(new Signal.Finished(requestId, Outcome.of(body.get())));
      answer(exchange, 202, ACCEPTED);
    } else {
      signals.accept(new Signal.Finished(requestId, Outcome.answerTooLarge()));
      answer(exchange, 413, "{\"errorType\":\"RequestEntityTooLarge\"}");
    }
  }

  private void failed(HttpExchange exchange, String requestId) throws IOException {
    Optional<byte[]> body = body(exchange);
    signals.accept(new Signal.Finished(requestId, new Outcome.Failed(error(exchange, body))));
    answer(exchange, 202, ACCEPTED);
  }

  /** A request's body; empty when it is larger than any answer may be. */
  private static Optional<byte[]> body(HttpExchange exchange) throws IOException {
    InputStream content = exchange.getRequestBody();
    byte[] body = content.readNBytes(Outcome.LARGEST_ANSWER + 1);
    if (body.length <= Outcome.LARGEST_ANSWER) {
      return Optional.of(body);
    }
    // The client looks for the answer only when it has sent everything.
    long _ = content.skip(MOST_DISCARDED);
    return Optional.empty();
  }

  private static FunctionException error(HttpExchange exchange, Optional<byte[]> body)
      throws IOException {
    JsonNode error = MissingNode.getInstance();
    try {
      error = JSON.readTree(body.orElse(new byte[0]));
    } catch (JsonProcessingException unreadable) {
      LOG.warn("a runtime told of an error in words that are no JSON", unreadable);
    }
    String header =
        Optional.ofNullable(
                exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type"))
            .orElse("Runtime.Unknown");
    return new FunctionException(
        error.path("errorType").asText(header), error.path("errorMessage").asText(""));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Breaks all connections. */
  @Override
  public void close() {
    exchanges.shutdownNow();
    server.stop(0);
  }
}
