package dev.mediajobs.worker.speech;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.polly.PollyClient;

/** The two calls of Amazon Polly that are made, and a client for them that tries once. */
final class PollyServer implements AutoCloseable {
  /** How a call is answered. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange, String body) throws IOException, InterruptedException;
  }

  private static final String TWO_PAGES_OF_VOICES =
      """
      {"Voices": [
        {"Id": "Joanna", "Name": "Joanna", "LanguageCode": "en-US", "SupportedEngines": ["standard", "generative", "neural"]},
        {"Id": "Aditi", "Name": "Aditi", "LanguageCode": "en-IN", "AdditionalLanguageCodes": ["hi-IN"], "SupportedEngines": ["standard"]}],
       "NextToken": "page2"}
      """;
  private static final String SECOND_PAGE =
      """
      {"Voices": [
        {"Id": "Ruth", "Name": "Ruth", "LanguageCode": "en-US", "SupportedEngines": ["long-form", "generative"]},
        {"Id": "Future", "Name": "Future", "LanguageCode": "xx-XX", "SupportedEngines": ["quantum"]}]}
      """;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final PollyClient client;

  private PollyServer(Behaviour speech) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/voices", this::voices);
    server.createContext(
        "/v1/speech",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            bodies.add(body);
            speech.answer(exchange, body);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    client =
        PollyClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(20)))
            .overrideConfiguration(
                settings -> settings.retryStrategy(tries -> tries.maxAttempts(1)))
            .build();
  }

  static PollyServer answering(Behaviour speech) throws IOException {
    return new PollyServer(speech);
  }

  PollyProvider provider() {
    return new PollyProvider(client);
  }

  List<String> bodies() {
    return bodies;
  }

  List<String> queries() {
    return queries;
  }

  private void voices(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().getQuery();
      queries.add(query);
      String page = query.contains("NextToken=page2") ? SECOND_PAGE : TWO_PAGES_OF_VOICES;
      ToneServer.send(exchange, 200, page.getBytes(StandardCharsets.UTF_8));
    }
  }

  static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getResponseHeaders().add("x-amzn-ErrorType", code + ":http://internal.amazon.com/");
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    ToneServer.refuse(exchange, status, "{\"message\": \"as told\"}");
  }

  @Override
  public void close() {
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
