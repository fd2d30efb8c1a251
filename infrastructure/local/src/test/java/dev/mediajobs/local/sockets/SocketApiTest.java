package dev.mediajobs.local.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediajobs.aws.AwsClients;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.SilentTranscribe;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.local.template.TemplateException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ApiGatewayManagementApiException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

/** WebSocket APIs as API Gateway runs them, whatever their functions do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketApiTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final TestClock clock = TestClock.running();
  private final HttpClient http = HttpClient.newHttpClient();
  private EmbeddedStack stack;
  private ApiGatewayManagementApiClient management;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = EmbeddedStack.start(options(folder, template()));
    management =
        new AwsClients(new Environment(stack.environment()))
            .configured(ApiGatewayManagementApiClient.builder(), "SOCKETS")
            .endpointOverride(URI.create("http" + address().toString().substring("ws".length())))
            .build();
  }

  @AfterAll
  void stop() {
    management.close();
    stack.close();
    // Closing it would wait for connections that a failed test has left.
    http.shutdownNow();
  }

  @Test
  void theFunctionIsAskedBeforeAClientIsLetIn() throws Exception {
    try (Client client = connect()) {
      JsonNode event = client.say("{\"action\":\"greet\"}").hear().path("event");
      JsonNode connected = event("$connect", event);

      assertThat(connected.path("requestContext").path("eventType").asText()).isEqualTo("CONNECT");
      assertThat(connected.path("headers").path("Sec-WebSocket-Version").asText()).isEqualTo("13");
      assertThat(connected.has("body")).isFalse();
    }
  }

  @Test
  void aClientThatTheFunctionRefusesIsToldItsStatus() {
    assertThatThrownBy(() -> Client.to(URI.create(address() + "?refuse=yes"), http))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(401));
  }

  @Test
  void aPathThatIsNotTheStageIsForbidden() {
    assertThatThrownBy(() -> Client.to(stack.sockets().resolve("/other"), http))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
  }

  @Test
  void aMessageTakesTheRouteThatItNamesAndIsAnswered() throws Exception {
    try (Client client = connect()) {
      JsonNode said = client.say("{\"action\":\"greet\",\"text\":\"ü\"}").hear();

      assertThat(said.path("address").asText()).isEqualTo(address().toString());
      JsonNode event = said.path("event");
      assertThat(event.path("body").asText()).isEqualTo("{\"action\":\"greet\",\"text\":\"ü\"}");
      assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
      JsonNode context = event.path("requestContext");
      assertThat(context.path("routeKey").asText()).isEqualTo("greet");
      assertThat(context.path("eventType").asText()).isEqualTo("MESSAGE");
      assertThat(context.path("messageDirection").asText()).isEqualTo("IN");
      assertThat(context.path("stage").asText()).isEqualTo("test");
      assertThat(context.path("domainName").asText()).isEqualTo("127.0.0.1");
      assertThat(context.path("connectionId").asText()).isNotEmpty();
      assertThat(context.path("messageId").asText()).isNotEmpty();
      assertThat(context.path("requestId").asText()).isNotEmpty();
      assertThat(context.path("connectedAt").asLong()).isPositive();
      assertThat(context.path("requestTimeEpoch").asLong())
          .isGreaterThanOrEqualTo(context.path("connectedAt").asLong());
      assertThat(context.path("identity").path("sourceIp").asText()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void aRouteWithoutAResponseAnswersNothing() throws Exception {
    try (Client client = connect()) {
      JsonNode said = client.say("{\"action\":\"silent\"}").say("{\"action\":\"greet\"}").hear();
      JsonNode event = said.path("event");

      assertThat(event.path("requestContext").path("routeKey").asText()).isEqualTo("greet");
      assertThat(event("silent", event)).isNotEmpty();
      assertThat(client.heard()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no JSON",
        "{\"action\":\"unknown\"}",
        "{\"action\":\"$connect\"}",
        "{}",
        "{\"action\":{}}"
      })
  void aMessageForWhichThereIsNoRouteIsForbiddenAndTheConnectionStays(String message)
      throws Exception {
    try (Client client = connect()) {
      JsonNode complaint = client.say(message).hear();

      assertThat(complaint.path("message").asText()).isEqualTo("Forbidden");
      assertThat(complaint.path("connectionId").asText()).isNotEmpty();
      assertThat(complaint.path("requestId").asText()).isNotEmpty();
      assertThat(client.say("{\"action\":\"greet\"}").hear().has("event")).isTrue();
    }
  }

  @Test
  void aFunctionThatFailsIsComplainedOfAndTheConnectionStays() throws Exception {
    try (Client client = connect()) {
      JsonNode complaint = client.say("{\"action\":\"greet\",\"text\":\"throw\"}").hear();

      assertThat(complaint.path("message").asText()).isEqualTo("Internal server error");
      assertThat(client.say("{\"action\":\"greet\"}").hear().has("event")).isTrue();
    }
  }

  @Test
  void theFunctionIsToldWhenAClientLeaves() throws Exception {
    Client client = connect();
    JsonNode event = client.say("{\"action\":\"greet\"}").hear().path("event");

    client.close();

    JsonNode end =
        await().atMost(SOON).until(() -> event("$disconnect", event), JsonNode::isObject);
    JsonNode context = end.path("requestContext");
    assertThat(context.path("eventType").asText()).isEqualTo("DISCONNECT");
    assertThat(context.path("disconnectStatusCode").asInt()).isEqualTo(1000);
  }

  @Test
  void messagesPostedToAConnectionReachItInTheirOrder() throws Exception {
    try (Client client = connect()) {
      String id = idOf(client);

      for (int number = 0; number < 10; number++) {
        post(id, "{\"number\":" + number + "}");
      }

      for (int number = 0; number < 10; number++) {
        assertThat(client.hear().path("number").asInt(-1)).isEqualTo(number);
      }
    }
  }

  @Test
  void aConnectionCanBeLookedAtAndEnded() throws Exception {
    Client client = connect();
    String id = idOf(client);

    GetConnectionResponse seen = management.getConnection(get -> get.connectionId(id));
    assertThat(seen.identity().sourceIp()).isEqualTo("127.0.0.1");
    assertThat(seen.connectedAt()).isBeforeOrEqualTo(seen.lastActiveAt());

    management.deleteConnection(delete -> delete.connectionId(id));

    assertThat(client.ended()).isEqualTo(1000);
    awaitGone(id);
  }

  @Test
  void aConnectionThatHasEndedIsGone() throws Exception {
    Client client = connect();
    String id = idOf(client);

    client.vanish();

    awaitGone(id);
    assertThatThrownBy(() -> management.getConnection(get -> get.connectionId(id)))
        .isInstanceOf(GoneException.class);
    assertThatThrownBy(() -> management.deleteConnection(delete -> delete.connectionId(id)))
        .isInstanceOf(GoneException.class);
  }

  @Test
  void whatIsPostedMayHave128KilobytesAndNoMore() throws Exception {
    try (Client client = connect()) {
      String id = idOf(client);
      String largest = "\"" + "x".repeat(128 * 1024 - 2) + "\"";

      post(id, largest);

      assertThat(client.hear().asText()).hasSize(128 * 1024 - 2);
      assertThatThrownBy(() -> post(id, largest + " "))
          .isInstanceOf(PayloadTooLargeException.class);
    }
  }

  @Test
  void whoDoesNotSignManagesNoConnection() throws Exception {
    try (Client client = connect()) {
      URI path =
          URI.create(
              "http"
                  + address().toString().substring("ws".length())
                  + "/@connections/"
                  + idOf(client).replace("=", "%3D"));

      assertThat(
              http.send(
                      HttpRequest.newBuilder(path).POST(BodyPublishers.ofString("{}")).build(),
                      BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void aMessageOfMoreThan128KilobytesEndsTheConnection() throws Exception {
    try (Client client = connect()) {
      client.say("x".repeat(128 * 1024 + 1));

      assertThat(client.ended()).isEqualTo(1009);
    }
  }

  /** By hand, because Java's client sends no frames that are so large. */
  @Test
  void aFrameOfMoreThan32KilobytesEndsTheConnection() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), stack.sockets().getPort())) {
      socket.setSoTimeout((int) SOON.toMillis());
      OutputStream out = socket.getOutputStream();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      String request =
          String.join(
              "\r\n",
              "GET /test HTTP/1.1",
              "Host: 127.0.0.1",
              "Upgrade: websocket",
              "Connection: Upgrade",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
              "",
              "");
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
      assertThat(head).startsWith("HTTP/1.1 101 ");

      // RFC 6455, section 5.2: a final text frame of 32,769 octets, masked with zeros.
      out.write(new byte[] {(byte) 0x81, (byte) 0xfe, (byte) 0x80, 0x01, 0, 0, 0, 0});
      out.write(new byte[32_769]);
      out.flush();

      assertThat(in.readUnsignedByte()).as("a close frame").isEqualTo(0x88);
      assertThat(in.readUnsignedByte()).isGreaterThanOrEqualTo(2);
      assertThat(in.readUnsignedShort()).isEqualTo(1009);
    }
  }

  @Test
  void aPingIsAnsweredWithWhatCameInIt() throws Exception {
    try (Client client = connect()) {
      client.ping("there?");
      assertThat(client.pong()).isEqualTo("there?");

      client.ping("");
      assertThat(client.pong()).isEmpty();
    }
  }

  @Test
  void bytesEndTheConnection() throws Exception {
    try (Client client = connect()) {
      client.sayBytes(new byte[] {1});

      assertThat(client.ended()).isEqualTo(1003);
    }
  }

  @Test
  void aConnectionEndsAfterTenIdleMinutesAndOneThatIsUsedDoesNot() throws Exception {
    try (Client idle = connect();
        Client used = connect()) {
      String told = idOf(used);
      clock.pass(Duration.ofMinutes(9));
      post(told, "{}");
      clock.pass(Duration.ofSeconds(61));

      int _ = stack.expireSockets();

      assertThat(idle.ended()).isEqualTo(1001);
      assertThat(used.isEnded()).isFalse();
      assertThat(used.say("{\"action\":\"greet\"}").hear()).isNotNull();
    }
  }

  @Test
  void aConnectionEndsAfterTwoHoursHoweverItIsUsed() throws Exception {
    try (Client client = connect()) {
      String id = idOf(client);
      for (int period = 0; period < 13; period++) {
        clock.pass(Duration.ofMinutes(9));
        post(id, "{}");
        int _ = stack.expireSockets();
      }
      assertThat(client.isEnded()).isFalse();
      clock.pass(Duration.ofMinutes(4));

      int _ = stack.expireSockets();

      assertThat(client.ended()).isEqualTo(1001);
      awaitGone(id);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ProtocolType: WEBSOCKET | ProtocolType: HTTP | only WEBSOCKET is emulated here, not HTTP",
        "$request.body.action | $request.header.x | only selection expressions such as",
        "AuthorizationType: NONE | AuthorizationType: AWS_IAM | only NONE is emulated here",
        "IntegrationType: AWS_PROXY | IntegrationType: MOCK | only AWS_PROXY is emulated here",
        "functions/${Speaker.Arn}/ | functions/other/ | calls no function of this template",
        "RouteKey: silent | RouteKey: greet | there are two routes greet",
        "integrations/${Integration}\" } | other\" } | is no integration of this template"
      })
  void whatIsNotEmulatedIsRefusedWithItsLine(
      String right, String wrong, String message, @TempDir Path folder) throws Exception {
    String changed = template().replace(right, wrong);
    assertThat(changed).isNotEqualTo(template());

    assertThatThrownBy(() -> EmbeddedStack.start(options(folder, changed)))
        .isInstanceOf(TemplateException.class)
        .hasMessageMatching("(?s)sockets.yaml line \\d+: .*")
        .hasMessageContaining(message);
  }

  private Client connect() {
    return Client.to(address(), http);
  }

  private URI address() {
    return URI.create(stack.sockets() + "/test");
  }

  private static String idOf(Client client) throws Exception {
    return client
        .say("{\"action\":\"greet\"}")
        .hear()
        .path("event")
        .path("requestContext")
        .path("connectionId")
        .asText();
  }

  private void post(String id, String message) {
    var _ =
        management.postToConnection(
            post -> post.connectionId(id).data(SdkBytes.fromUtf8String(message)));
  }

  private void awaitGone(String id) {
    await().atMost(SOON).until(() -> isGone(id));
    assertThatThrownBy(() -> post(id, "{}"))
        .isInstanceOfSatisfying(
            ApiGatewayManagementApiException.class,
            gone -> assertThat(gone.statusCode()).isEqualTo(410));
  }

  private boolean isGone(String id) {
    try {
      post(id, "{}");
      return false;
    } catch (GoneException gone) {
      return true;
    }
  }

  /** What the function was told by this route about the connection that {@code other} is about. */
  private static JsonNode event(String routeKey, JsonNode other) {
    String id = other.path("requestContext").path("connectionId").asText();
    return SpeakerHandler.events().stream()
        .filter(event -> event.path("requestContext").path("routeKey").asText().equals(routeKey))
        .filter(event -> event.path("requestContext").path("connectionId").asText().equals(id))
        .findFirst()
        .orElseGet(() -> other.path("nothing"));
  }

  private StackOptions options(Path folder, String template) throws IOException {
    return StackOptions.of(
            Files.writeString(folder.resolve("sockets.yaml"), template),
            new SilentTranscribe().factory())
        .withClock(clock);
  }

  private static String template() throws IOException {
    try (InputStream content =
        Objects.requireNonNull(EmbeddedStack.class.getResourceAsStream("sockets.yaml"))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
