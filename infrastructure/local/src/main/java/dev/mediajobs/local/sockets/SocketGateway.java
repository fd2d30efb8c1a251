package dev.mediajobs.local.sockets;

import dev.mediajobs.local.http.IamAuthorizer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Takes handshakes, and requests of the management API. */
final class SocketGateway extends Handler.Abstract {

  /** Every path begins with the stage. */
  private static final Pattern PATH = Pattern.compile("/([^/]+)/?(?:@connections/([^/]+))?");

  private static final int ID_BYTES = 11;

  private final SocketDefinition api;
  private final ServerWebSocketContainer container;
  private final SocketTraffic traffic;
  private final ManagementApi management;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SocketGateway(
      SocketDefinition api,
      ServerWebSocketContainer container,
      Connections connections,
      SocketTraffic traffic,
      IamAuthorizer authorizer,
      Clock clock) {
    this.api = api;
    this.container = container;
    this.traffic = traffic;
    this.management = new ManagementApi(connections, authorizer);
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Matcher path = PATH.matcher(request.getHttpURI().getPath());
    if (!path.matches() || !path.group(1).equals(api.stage())) {
      answer(refusal(), response, callback);
      return true;
    }
    Optional<String> managed = Optional.ofNullable(path.group(2));
    if (managed.isPresent()) {
      String id = URLDecoder.decode(managed.get(), StandardCharsets.UTF_8);
      answer(management.answer(request, id), response, callback);
      return true;
    }
    return connect(request, response, callback);
  }

  private boolean connect(Request request, Response response, Callback callback)
      throws InterruptedException, IOException {
    if (!"websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE))) {
      answer(refusal(), response, callback);
      return true;
    }
    Connection connection =
        new Connection(
            newId(),
            new Connection.Client(
                Request.getRemoteAddr(request),
                Optional.ofNullable(request.getHeaders().get(HttpHeader.USER_AGENT)).orElse(""),
                Request.getServerName(request)),
            clock);
    int status = traffic.asked(connection, headers(request), query(request));
    if (status < 200 || status > 299) {
      answer(new ManagementApi.Reply(status, Optional.empty(), ""), response, callback);
      return true;
    }
    boolean handled =
        container.upgrade(
            (_, _, _) -> new ConnectionListener(connection, traffic), request, response, callback);
    if (!handled) {
      answer(new ManagementApi.Reply(400, Optional.empty(), ""), response, callback);
    }
    return true;
  }

  private static ManagementApi.Reply refusal() {
    return new ManagementApi.Reply(403, Optional.empty(), "{\"message\":\"Forbidden\"}");
  }

  private static void answer(ManagementApi.Reply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    reply.error().ifPresent(error -> response.getHeaders().put("x-amzn-errortype", error));
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > 0) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    }
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private static Map<String, List<String>> headers(Request request) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      if (field.getValue() != null) {
        headers.computeIfAbsent(field.getName(), _ -> new ArrayList<>()).add(field.getValue());
      }
    }
    return headers;
  }

  private static Map<String, List<String>> query(Request request) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      query.put(field.getName(), field.getValues());
    }
    return query;
  }

  /** Of the form that the service gives, whose last character needs encoding in a path. */
  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
