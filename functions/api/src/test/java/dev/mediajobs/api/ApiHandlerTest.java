package dev.mediajobs.api;

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
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The handler whole, with AWS out of reach. */
class ApiHandlerTest {

  private static final Path EVENTS = Path.of("..", "..", "events");

  /** The handler must get by without it. */
  private static final Context NO_CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              Context.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new AssertionError("the handler asked its context for " + method.getName());
              });

  private ApiHandler handler;

  @BeforeEach
  void start() throws IOException {
    handler = handlerTrusting("https://login.example.com");
  }

  private static ApiHandler handlerTrusting(String issuer) throws IOException {
    Map<String, String> environment = new HashMap<>(SettingsTest.COMPLETE);
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_ACCESS_KEY_ID", "id");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + unusedPort());
    environment.put("JWT_ISSUER", issuer);
    environment.put("JWT_AUDIENCE", "mediajobs");
    return new ApiHandler(environment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-create-upload",
        "api-get-upload",
        "api-complete-upload",
        "api-delete-upload",
        "api-submit-job",
        "api-get-capacity",
        "api-unsubscribe-push"
      })
  void whileAwsIsOutOfReachEveryRouteAsksToComeBack(String event) throws Exception {
    JsonObject answer = answerTo(Files.readString(EVENTS.resolve(event + ".json")));

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(503);
    assertThat(headers(answer).string("retry-after")).contains("5");
    assertThat(problem(answer).requiredString("code")).isEqualTo("unavailable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-get-job",
        "api-download-result",
        "api-cancel-job",
        "api-retry-job",
        "api-share-job",
        "api-unshare-job"
      })
  void aTokenThatWeNeverMadeIsRefusedWithoutAskingAnybody(String event) throws Exception {
    JsonObject answer = answerTo(Files.readString(EVENTS.resolve(event + ".json")));

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(404);
    assertThat(headers(answer).string("content-type")).contains("application/problem+json");
    assertThat(problem(answer).requiredString("code")).isEqualTo("job_not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-list-jobs", "api-list-many-jobs"})
  void aListOfTokensThatWeNeverMadeIsEmptyWithoutAskingAnybody(String event) throws Exception {
    JsonObject answer = answerTo(Files.readString(EVENTS.resolve(event + ".json")));

    assertThat(answer.requiredString("body"))
        .isEqualTo(
            """
            {"jobs":[],"total":0,"page":1,"per_page":10,\
            "invalid_tokens":["the-access-token-of-a-job"]}""");
  }

  @Test
  void aBrowserThatNamesTokensThatWeNeverMadeIsSubscribedToNothingWithoutAskingAnybody()
      throws Exception {
    JsonObject answer = answerTo(Files.readString(EVENTS.resolve("api-subscribe-push.json")));

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(201);
    assertThat(answer.requiredString("body"))
        .isEqualTo(
            """
            {"subscription_id":"854dfb08d95d788580fe32e8bb4b928e167ac55d733b23cd03ca96d76f3fb2ac",\
            "all_jobs":false,"jobs":[],"full_jobs":[],"invalid_tokens":["the-access-token-of-a-job"]}""");
  }

  @Test
  void theKeyOfPushServicesIsToldWithoutAskingAnybody() throws Exception {
    JsonObject answer = answerTo(Files.readString(EVENTS.resolve("api-find-push-key.json")));

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(200);
    assertThat(Json.object(answer.requiredString("body")).requiredString("public_key"))
        .matches("B[A-Za-z0-9_-]{86}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-speak-script",
        "api-speak-text",
        "api-list-speech-jobs",
        "api-get-speech-job",
        "api-cancel-speech-job",
        "api-download-speech"
      })
  void whoIsNotSignedInIsRefusedWithoutAskingAnybody(String event) throws Exception {
    JsonObject answer = answerTo(Files.readString(EVENTS.resolve(event + ".json")));

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(401);
    assertThat(headers(answer).string("www-authenticate")).contains("Bearer");
    assertThat(answer.requiredString("body"))
        .isEqualTo(
            """
            {"detail":"The access token is not valid here. Sign in again.",\
            "code":"unauthenticated"}""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-create-asset",
        "api-list-assets",
        "api-get-asset",
        "api-complete-asset",
        "api-delete-asset",
        "api-remove-noise",
        "api-subtitle-asset",
        "api-list-editor-jobs",
        "api-get-editor-job"
      })
  void theEditorsContractRefusesInItsOwnWordsWhoIsNotSignedIn(String event) throws Exception {
    JsonObject answer = answerTo(Files.readString(EVENTS.resolve(event + ".json")));

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(401);
    assertThat(answer.requiredString("body"))
        .isEqualTo(
            "{\"success\":false,\"message\":\"The access token is not valid here. Sign in"
                + " again.\"}");
  }

  @Test
  void theEditorsContractTellsOfAnUnreachableServiceInItsOwnWords() throws Exception {
    String issuer = "http://127.0.0.1:" + unusedPort();
    handler = handlerTrusting(issuer);
    String token =
        "%s.%s.c2lnbmVk"
            .formatted(
                encoded("{\"alg\":\"RS256\",\"kid\":\"1\"}"),
                encoded("{\"iss\":\"%s\",\"sub\":\"alice\"}".formatted(issuer)));

    JsonObject answer =
        answerTo(
            Files.readString(EVENTS.resolve("api-get-editor-job.json"))
                .replace("the-access-token-of-a-user", token));

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(503);
    assertThat(headers(answer).string("retry-after")).contains("10");
    assertThat(answer.requiredString("body"))
        .isEqualTo(
            "{\"success\":false,\"message\":\"The service is busy or can't be reached at the"
                + " moment. Please try again in a few seconds.\"}");
  }

  @Test
  void whereToSignInIsTold() throws Exception {
    JsonObject answer = answerTo(Files.readString(EVENTS.resolve("api-find-sign-in.json")));

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(200);
    assertThat(answer.requiredString("body"))
        .isEqualTo(
            """
            {"resource":"https://example.execute-api.eu-central-1.amazonaws.com",\
            "authorization_servers":["https://login.example.com"],\
            "bearer_methods_supported":["header"]}""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-generate-subtitles", "api-generate-subtitles-form"})
  void thePollingContractTellsOfAwsInItsOwnWords(String event) throws Exception {
    JsonObject answer = answerTo(Files.readString(EVENTS.resolve(event + ".json")));

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(503);
    assertThat(problem(answer).requiredString("errorCode")).isEqualTo("unavailable");
  }

  @Test
  void aJobIdThatWeNeverMadeIsRefusedWithoutAskingAnybody() throws Exception {
    JsonObject answer =
        answerTo(Files.readString(EVENTS.resolve("api-get-generated-subtitles.json")));

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(404);
    assertThat(problem(answer).requiredString("errorCode")).isEqualTo("job_not_found");
  }

  @Test
  void aBodyOfTenMegabytesIsRefusedAndNotLookedAt() throws Exception {
    JsonObject answer =
        answerTo(
            Json.text(
                json -> {
                  json.writeStartObject();
                  json.writeStringField("version", "2.0");
                  json.writeStringField("routeKey", "POST /api/jobs/submit");
                  json.writeStringField("body", " ".repeat(10_000_000));
                  json.writeEndObject();
                }));

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(413);
    assertThat(problem(answer).requiredString("code")).isEqualTo("body_too_large");
  }

  @Test
  void anUnknownRouteIsNotFound() throws Exception {
    JsonObject answer = answerTo("{\"version\":\"2.0\",\"routeKey\":\"$default\"}");

    assertThat(answer.requiredWholeNumber("statusCode", 100, 599)).isEqualTo(404);
  }

  @Test
  void anEventOfAnotherKindFailsTheInvocation() {
    assertThatThrownBy(() -> answerTo("{\"Records\":[]}")).isInstanceOf(IOException.class);
  }

  @Test
  void aShortTokenKeyStopsTheStart() {
    Map<String, String> environment = new HashMap<>(SettingsTest.COMPLETE);
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("TOKEN_KEY", "short");

    assertThatThrownBy(() -> new ApiHandler(environment)).hasMessageContaining("32 characters");
  }

  private JsonObject answerTo(String event) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, NO_CONTEXT);
    return Json.object(output.toString(StandardCharsets.UTF_8));
  }

  private static JsonObject headers(JsonObject answer) throws Exception {
    return answer.object("headers").orElseThrow();
  }

  private static JsonObject problem(JsonObject answer) throws Exception {
    return Json.object(answer.requiredString("body"));
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
