package dev.mediajobs.api.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The handler whole, with AWS out of reach. */
class SocketsHandlerTest {

  private static final Path EVENTS = Path.of("..", "..", "events");
  private static final String KEY = "k".repeat(64);

  /** The handler must get by without it. */
  private static final Context NO_CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new AssertionError("the handler asked its context for " + method.getName());
              });

  private Map<String, String> environment = Map.of();
  private SocketsHandler handler = new SocketsHandler(complete());

  @BeforeEach
  void start() throws IOException {
    environment = new HashMap<>(complete());
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + socket.getLocalPort());
    }
    handler = new SocketsHandler(environment);
  }

  private static Map<String, String> complete() {
    return Map.of(
        "AWS_REGION", "eu-central-1",
        "AWS_ACCESS_KEY_ID", "id",
        "AWS_SECRET_ACCESS_KEY", "secret",
        "JOBS_TABLE", "jobs",
        "SOCKETS_TABLE", "sockets",
        "TOKEN_KEY", KEY);
  }

  @Test
  void everybodyMayConnectAndNobodyIsAskedAboutIt() throws Exception {
    assertThat(answerTo(sample("sockets-connect"))).isEqualTo("{\"statusCode\":200}");
  }

  @Test
  void aPingIsAnsweredWithoutAskingAnybody() throws Exception {
    assertThat(frameOf(sample("sockets-ping")).requiredString("type")).isEqualTo("pong");
  }

  @Test
  void aTokenThatWeNeverMadeOpensNothingAndNobodyIsAskedAboutIt() throws Exception {
    assertThat(answerTo(sample("sockets-subscribe")))
        .contains("\\\"jobs\\\":[]", "\\\"invalid_tokens\\\":[\\\"the-access-token-of-a-job\\\"]");
  }

  @Test
  void whileAwsIsOutOfReachTheClientIsToldToComeBack() throws Exception {
    JsonObject frame = frameOf(sample("sockets-unsubscribe"));

    assertThat(frame.requiredString("type")).isEqualTo("error");
    assertThat(frame.requiredString("code")).isEqualTo("unavailable");
  }

  @Test
  void aMessageThatIsTooLongIsRefused() throws Exception {
    String event =
        sample("sockets-ping").replace("\\\"ping\\\"", "\\\"" + "p".repeat(20_000) + "\\\"");

    assertThat(frameOf(event).requiredString("code")).isEqualTo("message_too_large");
  }

  @Test
  void anAccessTokenNeedsSomebodyWhoSignsPeopleIn() throws Exception {
    String event =
        sample("sockets-ping")
            .replace(
                "{\\\"action\\\": \\\"ping\\\"}",
                "{\\\"action\\\":\\\"subscribe\\\",\\\"access_token\\\":\\\"x\\\",\\\"all_jobs\\\":true}");

    assertThat(frameOf(event).requiredString("code")).isEqualTo("unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"requestContext\":{\"eventType\":\"MESSAGE\"}}",
        "{\"requestContext\":{\"eventType\":\"OTHER\",\"connectionId\":\"x\"}}"
      })
  void anEventOfAnotherKindIsADefect(String event) {
    assertThatThrownBy(() -> answerTo(event)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JOBS_TABLE", "SOCKETS_TABLE", "TOKEN_KEY", "AWS_REGION"})
  void aMissingVariableStopsTheStartWithItsName(String name) {
    environment.remove(name);

    assertThatThrownBy(() -> new SocketsHandler(environment))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name);
  }

  private JsonObject frameOf(String event) throws Exception {
    return Json.object(Json.object(answerTo(event)).requiredString("body"));
  }

  private String answerTo(String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, NO_CONTEXT);
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static String sample(String name) throws IOException {
    return Files.readString(EVENTS.resolve(name + ".json"));
  }
}
