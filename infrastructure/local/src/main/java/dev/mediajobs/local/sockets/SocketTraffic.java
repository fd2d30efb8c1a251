package dev.mediajobs.local.sockets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.lambda.LambdaFunction;
import dev.mediajobs.local.lambda.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what happens on connections to the functions, and their answers back. As on the service,
 * several messages of one connection are handled at the same time.
 */
final class SocketTraffic implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SocketTraffic.class);

  /** "Quotas for configuring and running a WebSocket API": maximum integration timeout. */
  private static final Duration PATIENCE = Duration.ofSeconds(29);

  private static final int SUCCESS = 200;
  private static final int FAILURE = 500;
  private static final JsonMapper JSON = new JsonMapper();

  private final SocketDefinition api;
  private final Connections connections;
  private final SocketEvent events;
  private final Clock clock;
  private final ExecutorService invocations =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("socket-", 0).factory());

  SocketTraffic(SocketDefinition api, Connections connections, Clock clock) {
    this.api = api;
    this.connections = connections;
    this.events = new SocketEvent(api);
    this.clock = clock;
  }

  /**
   * Asks the function of {@code $connect} whether the client may connect.
   *
   * @return the status of HTTP that it answers; 200 when there is no such function
   */
  int asked(
      Connection connection, Map<String, List<String>> headers, Map<String, List<String>> query)
      throws InterruptedException {
    Optional<SocketRoute> route = api.route(SocketRoute.CONNECT);
    if (route.isEmpty()) {
      return SUCCESS;
    }
    String requestId = UUID.randomUUID().toString();
    byte[] event = events.connect(connection, headers, query, requestId, clock.instant());
    return answer(route.get().function().invoke(event, requestId, PATIENCE))
        .map(answer -> answer.path("statusCode").asInt(FAILURE))
        .orElse(FAILURE);
  }

  /** The client is connected. */
  void opened(Connection connection) {
    connections.add(connection);
  }

  /** The client has sent a message. */
  void received(Connection connection, String message) {
    run(() -> answerTo(connection, message));
  }

  /** The connection has ended. */
  void ended(Connection connection, int status, String reason) {
    if (!connections.remove(connection)) {
      return;
    }
    api.route(SocketRoute.DISCONNECT)
        .ifPresent(
            route ->
                run(
                    () -> {
                      String requestId = UUID.randomUUID().toString();
                      byte[] event =
                          events.disconnect(connection, status, reason, requestId, clock.instant());
                      invoke(route.function(), event, requestId);
                    }));
  }

  private void answerTo(Connection connection, String message) throws InterruptedException {
    Instant now = clock.instant();
    String requestId = UUID.randomUUID().toString();
    Optional<SocketRoute> route = api.routeOf(message);
    if (route.isEmpty()) {
      send(connection, complaint("Forbidden", connection, requestId));
      return;
    }
    byte[] event = events.message(route.get(), connection, message, requestId, now);
    Optional<JsonNode> answer = invoke(route.get().function(), event, requestId);
    if (answer.isEmpty()) {
      send(connection, complaint("Internal server error", connection, requestId));
      return;
    }
    JsonNode body = answer.get().path("body");
    if (route.get().answers() && !body.isMissingNode() && !body.isNull()) {
      send(connection, body.isTextual() ? body.textValue() : body.toString());
    }
  }

  private static void send(Connection connection, String text) throws InterruptedException {
    boolean sent = connection.send(text);
    LOG.debug("answered connection {}: {}", connection.id(), sent);
  }

  private static Optional<JsonNode> invoke(LambdaFunction function, byte[] event, String requestId)
      throws InterruptedException {
    return answer(function.invoke(event, requestId, PATIENCE));
  }

  /** What a function answered; empty when it failed or answered no object. */
  private static Optional<JsonNode> answer(Outcome outcome) {
    if (!(outcome instanceof Outcome.Answered(String payload))) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(payload)).filter(JsonNode::isObject);
    } catch (JsonProcessingException notJson) {
      LOG.warn("a function answered a connection with something else than JSON", notJson);
      return Optional.empty();
    }
  }

  private static String complaint(String message, Connection connection, String requestId) {
    ObjectNode complaint = JSON.createObjectNode();
    complaint.put("message", message);
    complaint.put("connectionId", connection.id());
    complaint.put("requestId", requestId);
    return complaint.toString();
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void run(Work work) {
    try {
      invocations.execute(
          () -> {
            try {
              work.run();
            } catch (InterruptedException stopping) {
              Thread.currentThread().interrupt();
            }
          });
    } catch (RejectedExecutionException stopping) {
      LOG.debug("the stack stops, so nobody is told", stopping);
    }
  }

  /** Tells functions nothing any more. */
  @Override
  public void close() {
    invocations.shutdownNow();
  }
}
