package dev.mediajobs.local.sockets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.http.IamAuthorizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * The API by which functions reach connections ("Use @connections commands in your backend service"
 * in the API Gateway guide). Requests are signed as those of any AWS service.
 */
final class ManagementApi {

  /** "Quotas for configuring and running a WebSocket API": message payload size. */
  static final int LARGEST_MESSAGE = 128 * 1024;

  /** RFC 6455, section 7.4.1: nothing is wrong. */
  private static final int NORMAL = 1000;

  private final Connections connections;
  private final IamAuthorizer authorizer;

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param error the name of AWS's exception; empty for none
   * @param body JSON, or nothing
   */
  record Reply(int status, Optional<String> error, String body) {

    private static Reply refusal(int status, String error, String message) {
      return new Reply(status, Optional.of(error), "{\"message\":\"" + message + "\"}");
    }

    private static Reply done(int status) {
      return new Reply(status, Optional.empty(), "");
    }
  }

  ManagementApi(Connections connections, IamAuthorizer authorizer) {
    this.connections = connections;
    this.authorizer = authorizer;
  }

  /** Answers a request about the connection of this id. */
  Reply answer(Request request, String id) throws IOException, InterruptedException {
    byte[] body;
    try (InputStream content = Content.Source.asInputStream(request)) {
      body = content.readNBytes(LARGEST_MESSAGE + 1);
    }
    if (body.length > LARGEST_MESSAGE) {
      return Reply.refusal(413, "PayloadTooLargeException", "Message too long");
    }
    if (!authorizer.isSigned(request, body)) {
      return Reply.refusal(403, "ForbiddenException", "Forbidden");
    }
    Optional<Connection> connection = connections.find(id);
    if (connection.isEmpty()) {
      return gone();
    }
    return switch (request.getMethod()) {
      case "POST" ->
          connection.get().send(new String(body, StandardCharsets.UTF_8))
              ? Reply.done(200)
              : gone();
      case "GET" -> new Reply(200, Optional.empty(), described(connection.get()));
      case "DELETE" -> {
        connection.get().close(NORMAL, "Connection Closed Normally");
        yield Reply.done(204);
      }
      default -> Reply.refusal(403, "ForbiddenException", "Forbidden");
    };
  }

  private static Reply gone() {
    return Reply.refusal(410, "GoneException", "Gone");
  }

  private static String described(Connection connection) {
    ObjectNode described = JsonNodeFactory.instance.objectNode();
    described.put("connectedAt", connection.connectedAt().toString());
    ObjectNode identity = described.putObject("identity");
    identity.put("sourceIp", connection.client().address());
    identity.put("userAgent", connection.client().agent());
    described.put("lastActiveAt", connection.lastActive().toString());
    return described.toString();
  }
}
