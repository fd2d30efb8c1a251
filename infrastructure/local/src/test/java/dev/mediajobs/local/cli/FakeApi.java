package dev.mediajobs.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The jobs API and its storage on one port, with one upload and one job, that can be told to go
 * wrong. It checks what a real one would check of a request.
 */
public final class FakeApi implements AutoCloseable {
  public static final String JOB = "3f8a";
  public static final String TOKEN = "secret-token";
  public static final String SHARED = "{\"share_url\":\"https://example.com/jobs/3f8a?token=t\"}";
  private static final String UPLOAD = "up-1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Integer, byte[]> stored = new ConcurrentHashMap<>();
  private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
  private final Deque<String> jobAnswers = new ArrayDeque<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicInteger generation = new AtomicInteger(1);
  private volatile int validGeneration = 1;
  private volatile long partSize;
  private volatile long size;
  private volatile JsonNode submitted = JSON.createObjectNode();
  private volatile boolean complete;

  /** An answer in place of the right one. */
  record Fault(int status, String body, Map<String, String> headers) {}

  public FakeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Wants uploads in parts of this size. */
  public FakeApi inPartsOf(long bytes) {
    partSize = bytes;
    return this;
  }

  /** The next answer to this request (such as {@code POST /api/uploads}) is this one. */
  public FakeApi once(String request, int status, String body) {
    return once(request, status, body, Map.of());
  }

  public FakeApi once(String request, int status, String body, Map<String, String> headers) {
    faults
        .computeIfAbsent(request, key -> new ConcurrentLinkedDeque<>())
        .add(new Fault(status, body, headers));
    return this;
  }

  /** Addresses handed out so far are refused from now on. */
  public FakeApi expireAddresses() {
    validGeneration = generation.incrementAndGet();
    return this;
  }

  /** What the job says, answer by answer; the last one stays. */
  public FakeApi job(String... answers) {
    jobAnswers.addAll(List.of(answers));
    return this;
  }

  public List<String> requests() {
    return requests;
  }

  public long count(String request) {
    return requests.stream().filter(request::equals).count();
  }

  /** The idempotency keys that were sent, one for each request that had one. */
  public List<String> keys() {
    return keys;
  }

  public List<String> complaints() {
    return complaints;
  }

  public JsonNode submitted() {
    return submitted;
  }

  public boolean complete() {
    return complete;
  }

  public byte[] stored() {
    java.io.ByteArrayOutputStream whole = new java.io.ByteArrayOutputStream();
    new TreeMap<>(stored).values().forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String request = exchange.getRequestMethod() + " " + path;
      requests.add(request);
      keys.addAll(exchange.getRequestHeaders().getOrDefault("idempotency-key", List.of()));
      Optional<Fault> fault =
          Optional.ofNullable(faults.get(request))
              .flatMap(queue -> Optional.ofNullable(queue.poll()));
      if (fault.isPresent()) {
        fault.get().headers().forEach(exchange.getResponseHeaders()::add);
        answer(exchange, fault.get().status(), fault.get().body());
        return;
      }
      right(exchange, request, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void right(HttpExchange exchange, String request, byte[] body) throws IOException {
    switch (request) {
      case "POST /api/uploads" -> {
        JsonNode wanted = JSON.readTree(body);
        size = wanted.path("size_bytes").asLong();
        answer(exchange, 201, ticket().toString());
      }
      case "GET /api/uploads/" + UPLOAD -> {
        answer(exchange, 200, ticket().toString());
      }
      case "DELETE /api/uploads/" + UPLOAD -> answer(exchange, 204, "");
      case "POST /api/uploads/" + UPLOAD + "/complete" -> complete(exchange, JSON.readTree(body));
      case "POST /api/jobs/submit" -> {
        submitted = JSON.readTree(body);
        exchange.getResponseHeaders().add("retry-after", "2");
        answer(
            exchange,
            202,
            "{\"job_id\":\"%s\",\"access_token\":\"%s\",\"status\":\"pending\",\"cached\":false}"
                .formatted(JOB, TOKEN));
      }
      case "GET /api/jobs/" + JOB -> job(exchange);
      case "POST /api/jobs/list" -> list(exchange, JSON.readTree(body));
      case "DELETE /api/jobs/" + JOB -> changed(exchange, 200, "cancelled");
      case "POST /api/jobs/" + JOB + "/retry" -> changed(exchange, 202, "pending");
      case "GET /api/jobs/" + JOB + "/share" -> answer(exchange, 200, SHARED);
      case "DELETE /api/jobs/" + JOB + "/share" -> answer(exchange, 204, "");
      default -> other(exchange, request, body);
    }
  }

  private void other(HttpExchange exchange, String request, byte[] body) throws IOException {
    if (request.startsWith("PUT /storage/")) {
      put(exchange, Integer.parseInt(request.substring("PUT /storage/".length())), body);
    } else if (request.startsWith("GET /api/jobs/" + JOB + "/download/")) {
      redirect(exchange, request.substring(request.lastIndexOf('/') + 1));
    } else if (request.startsWith("GET /results/")) {
      if (exchange.getRequestHeaders().containsKey("authorization")) {
        complaints.add("the token was sent to the storage");
      }
      answer(exchange, 200, "the " + request.substring("GET /results/".length()) + " file\n");
    } else {
      problem(exchange, 404, "not_found", "There is nothing here.");
    }
  }

  private ObjectNode ticket() {
    ObjectNode ticket =
        JSON.createObjectNode()
            .put("upload_id", UPLOAD)
            .put("key", "7d/uploads/k")
            .put("expires_in", 60);
    if (partSize == 0) {
      ticket.put("method", "PUT").put("url", storage(1));
      ticket.putObject("headers").put("content-type", "video/mp4").put("if-none-match", "*");
      return ticket;
    }
    ticket.put("part_size", partSize);
    ArrayNode parts = ticket.putArray("parts");
    for (int number = 1; (number - 1) * partSize < size; number++) {
      parts.addObject().put("number", number).put("url", storage(number));
    }
    return ticket;
  }

  private String storage(int part) {
    return address() + "/storage/" + part + "?signature=" + generation.get();
  }

  private void put(HttpExchange exchange, int part, byte[] body) throws IOException {
    if (!("signature=" + validGeneration).equals(exchange.getRequestURI().getQuery())) {
      answer(exchange, 403, "<Error><Code>AccessDenied</Code></Error>");
      return;
    }
    long expected = partSize == 0 ? size : Math.min(partSize, size - (part - 1) * partSize);
    if (body.length != expected) {
      complaints.add("part " + part + " has " + body.length + " bytes, not " + expected);
    }
    if (partSize == 0 && !"*".equals(exchange.getRequestHeaders().getFirst("if-none-match"))) {
      complaints.add("if-none-match was not sent");
    }
    stored.put(part, body);
    exchange.getResponseHeaders().add("etag", "\"tag-" + part + "\"");
    answer(exchange, 200, "");
  }

  private void complete(HttpExchange exchange, JsonNode body) throws IOException {
    long wanted = partSize == 0 ? 0 : Math.ceilDiv(size, partSize);
    if (body.path("parts").size() != wanted) {
      complaints.add("completed with " + body.path("parts").size() + " parts, not " + wanted);
    }
    for (JsonNode part : body.path("parts")) {
      if (!part.path("etag").asText().equals("\"tag-" + part.path("number").asInt() + "\"")) {
        complaints.add("a wrong tag: " + part);
      }
    }
    complete = true;
    answer(
        exchange, 200, "{\"upload_id\":\"up-1\",\"key\":\"7d/uploads/k\",\"status\":\"complete\"}");
  }

  private String nextAnswer() {
    synchronized (jobAnswers) {
      return jobAnswers.size() > 1 ? jobAnswers.remove() : jobAnswers.element();
    }
  }

  private void list(HttpExchange exchange, JsonNode body) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode jobs = answer.putArray("jobs");
    ArrayNode invalid = answer.putArray("invalid_tokens");
    for (JsonNode token : body.path("tokens")) {
      if (token.asText().equals(TOKEN)) {
        jobs.add(((ObjectNode) JSON.readTree(nextAnswer())).put("job_id", JOB));
      } else {
        invalid.add(token);
      }
    }
    answer.put("total", jobs.size());
    answer(exchange, 200, answer.toString());
  }

  private void job(HttpExchange exchange) throws IOException {
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("authorization"))) {
      problem(exchange, 404, "job_not_found", "Job not found.");
      return;
    }
    exchange.getResponseHeaders().add("retry-after", "3");
    answer(exchange, 200, nextAnswer());
  }

  private static void changed(HttpExchange exchange, int status, String to) throws IOException {
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("authorization"))) {
      problem(exchange, 404, "job_not_found", "Job not found.");
      return;
    }
    answer(exchange, status, "{\"job_id\":\"%s\",\"status\":\"%s\"}".formatted(JOB, to));
  }

  private void redirect(HttpExchange exchange, String format) throws IOException {
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("authorization"))) {
      problem(exchange, 404, "job_not_found", "Job not found.");
      return;
    }
    exchange.getResponseHeaders().add("location", address() + "/results/" + format);
    answer(exchange, 302, "");
  }

  public static String problem(int status, String code, String detail) {
    return "{\"type\":\"about:blank\",\"title\":\"No\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}"
        .formatted(status, code, detail);
  }

  private static void problem(HttpExchange exchange, int status, String code, String detail)
      throws IOException {
    answer(exchange, status, problem(status, code, detail));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
