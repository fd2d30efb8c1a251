package dev.mediajobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.polly.PollyClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedStackTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String PAGE = "https://page.test";

  private final HttpClient http = HttpClient.newHttpClient();
  private final SilentTranscribe transcribe = new SilentTranscribe();
  private EmbeddedStack stack;
  private SqsClient sqs;
  private DynamoDbClient dynamo;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack = EmbeddedStack.start(StackOptions.of(template(folder), transcribe.factory()));
    sqs = new StackEnvironment(stack.environment()).sqs();
    dynamo = new StackEnvironment(stack.environment()).dynamo();
  }

  @AfterAll
  void stop() {
    dynamo.close();
    sqs.close();
    stack.close();
    http.close();
  }

  static Path template(Path folder) throws Exception {
    Path file = folder.resolve("small.yaml");
    try (InputStream content =
        Objects.requireNonNull(EmbeddedStackTest.class.getResourceAsStream("small.yaml"))) {
      Files.write(file, content.readAllBytes());
    }
    return file;
  }

  @Test
  void aFunctionGetsTheRequestInPayloadFormatTwo() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address("/echo/a%20b%2Fc?x=1&y=%26&x=2&empty"))
            .header("Cookie", "one=1; two=2")
            .header("X-Twice", "a")
            .header("X-Twice", "b")
            .header("User-Agent", "test")
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString("grüße"))
            .build();

    JsonNode event = JSON.readTree(send(request).body());

    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asText()).isEqualTo("ANY /echo/{name}");
    assertThat(event.path("rawPath").asText()).isEqualTo("/echo/a b/c");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&y=%26&x=2&empty");
    assertThat(event.path("cookies").toString()).isEqualTo("[\"one=1\",\"two=2\"]");
    assertThat(event.path("headers").path("x-twice").asText()).isEqualTo("a,b");
    assertThat(event.path("headers").has("cookie")).isFalse();
    assertThat(event.path("queryStringParameters").toString())
        .isEqualTo("{\"x\":\"1,2\",\"y\":\"&\",\"empty\":\"\"}");
    assertThat(event.path("pathParameters").toString()).isEqualTo("{\"name\":\"a b/c\"}");
    assertThat(event.path("requestContext").path("http").path("method").asText()).isEqualTo("POST");
    assertThat(event.path("requestContext").path("http").path("sourceIp").asText())
        .isEqualTo("127.0.0.1");
    assertThat(event.path("requestContext").path("http").path("userAgent").asText())
        .isEqualTo("test");
    assertThat(event.path("requestContext").path("stage").asText()).isEqualTo("$default");
    assertThat(event.path("requestContext").path("requestId").asText()).isNotEmpty();
    assertThat(event.path("requestContext").path("timeEpoch").asLong()).isPositive();
    assertThat(event.path("body").asText()).isEqualTo("grüße");
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
  }

  @Test
  void aBinaryBodyReachesTheFunctionInBase64() throws Exception {
    JsonNode event =
        JSON.readTree(
            send(HttpRequest.newBuilder(address("/echo/x"))
                    .PUT(BodyPublishers.ofByteArray(new byte[] {0, -1}))
                    .build())
                .body());

    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(event.path("body").asText()).isEqualTo("AP8=");
  }

  @Test
  void whatClaimsToBeTextAndIsNoUtf8ReachesTheFunctionInBase64() throws Exception {
    JsonNode event =
        JSON.readTree(
            send(HttpRequest.newBuilder(address("/echo/x"))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofByteArray(new byte[] {'"', -1, '"'}))
                    .build())
                .body());

    assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(event.path("body").asText()).isEqualTo("Iv8i");
  }

  @Test
  void aLiteralRouteWinsOverOneWithAParameter() throws Exception {
    JsonNode event =
        JSON.readTree(send(HttpRequest.newBuilder(address("/echo/fixed")).build()).body());

    assertThat(event.path("routeKey").asText()).isEqualTo("GET /echo/fixed");
    assertThat(event.has("pathParameters")).isFalse();
  }

  @Test
  void aPathWithoutARouteIsNotFound() throws Exception {
    HttpResponse<String> response = send(HttpRequest.newBuilder(address("/elsewhere")).build());

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void anAnswerWithoutAStatusIsJson() throws Exception {
    HttpResponse<String> response = act("plain");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body()).isEqualTo("{\"hello\":\"world\"}");
  }

  @Test
  void aBinaryAnswerIsDecodedAndItsCookiesAreSet() throws Exception {
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(address("/act/binary")).POST(BodyPublishers.noBody()).build(),
            BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).containsExactly(0, 255);
    assertThat(response.headers().firstValue("content-type")).contains("image/x");
    assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
  }

  @Test
  void anAnswerWithoutABodyHasNoType() throws Exception {
    HttpResponse<String> response = act("unchanged");

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.headers().firstValue("etag")).contains("x");
    assertThat(response.headers().firstValue("content-type")).isEmpty();
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aFunctionThatThrowsOrAnswersNonsenseIsAnInternalServerError() throws Exception {
    for (String misbehaviour : List.of("throw", "invalid")) {
      HttpResponse<String> response = act(misbehaviour);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }
  }

  @Test
  void aFunctionThatTakesTooLongIsUnavailable() throws Exception {
    HttpResponse<String> response = act("hang");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBodyOverTenMebibytesIsRefusedWhetherOrNotTheClientAsksFirst(boolean asking)
      throws Exception {
    byte[] large = new byte[10 * 1024 * 1024 + 1];
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(address("/echo/x"))
                .expectContinue(asking)
                .POST(BodyPublishers.ofByteArray(large))
                .build());

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
  }

  @Test
  void aLargeBodyForARouteThatDoesNotExistIsAnsweredAllTheSame() throws Exception {
    byte[] large = new byte[20 * 1024 * 1024];
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(address("/nowhere"))
                .PUT(BodyPublishers.ofByteArray(large))
                .build());

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void clientsThatSendSlowlyKeepNobodyWaiting() throws Exception {
    byte[] beginning =
        "PUT /echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n1234"
            .getBytes(StandardCharsets.US_ASCII);
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 250; i++) {
        Socket socket = new Socket(stack.api().getHost(), stack.api().getPort());
        slow.add(socket);
        socket.getOutputStream().write(beginning);
      }
      HttpRequest quick =
          HttpRequest.newBuilder(address("/echo/x")).timeout(Duration.ofSeconds(20)).build();

      assertThat(send(quick).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void headersOverTenKibibytesAreRefused() throws Exception {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(address("/echo/x"))
                .header("X-Large", "x".repeat(11_000))
                .build());

    assertThat(response.statusCode()).isEqualTo(431);
    assertThat(response.body()).startsWith("{\"message\":");
  }

  @Test
  void theGatewayAnswersPreflights() throws Exception {
    HttpRequest.Builder preflight =
        HttpRequest.newBuilder(address("/act/plain"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Access-Control-Request-Method", "POST");

    HttpResponse<String> allowed = send(preflight.copy().header("Origin", PAGE).build());
    HttpResponse<String> refused =
        send(preflight.copy().header("Origin", "https://elsewhere.test").build());

    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("access-control-allow-origin")).contains(PAGE);
    assertThat(allowed.headers().firstValue("access-control-allow-methods")).contains("GET,POST");
    assertThat(allowed.headers().firstValue("access-control-allow-headers"))
        .contains("authorization");
    assertThat(allowed.headers().firstValue("access-control-max-age")).contains("600");
    assertThat(refused.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void theGatewayReplacesWhatAFunctionSaysAboutCors() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address("/act/cors"))
            .POST(BodyPublishers.noBody())
            .header("Origin", PAGE)
            .build();

    HttpResponse<String> response = send(request);

    assertThat(response.headers().allValues("access-control-allow-origin")).containsExactly(PAGE);
    assertThat(response.headers().firstValue("access-control-expose-headers")).contains("etag");
    assertThat(act("cors").headers().allValues("access-control-allow-origin")).isEmpty();
  }

  @Test
  void aHandlerLearnsItsLimits() throws Exception {
    JsonNode context = JSON.readTree(act("context").body());

    assertThat(context.path("memory").asInt()).isEqualTo(256);
    assertThat(context.path("remaining").asInt()).isBetween(1, 5_000);
    assertThat(context.path("name").asText()).isEqualTo("mediajobs-Front");
  }

  @Test
  void onlyFailedMessagesOfABatchComeBackAndEndInTheDeadLetterQueue() {
    String queue = stack.physicalId("Work");
    sqs.sendMessage(message -> message.queueUrl(queue).messageBody("warm the handler up"));
    await().atMost(SOON).until(() -> seen("warm the handler up").isPresent());
    for (String body : List.of("fine-1", "fail-1", "fine-2")) {
      sqs.sendMessage(message -> message.queueUrl(queue).messageBody(body));
    }

    List<Message> dead =
        await().atMost(SOON).until(() -> receive("DeadLetters"), messages -> !messages.isEmpty());

    assertThat(dead).extracting(Message::body).containsExactly("fail-1");
    assertThat(seen("fail-1")).contains("2");
    assertThat(seen("fine-1")).contains("1");
    assertThat(seen("fine-2")).contains("1");
  }

  @Test
  void anEventThatARuleChoosesGoesToItsQueueUnchanged() {
    String chosen = "{\"source\": \"test\", \"detail\": {\"name\": \"mediajobs.7\", \"n\": 1.50}}";
    transcribe.publish("{\"source\":\"test\",\"detail\":{\"name\":\"other.7\"}}");
    transcribe.publish(chosen);

    List<Message> told =
        await().atMost(SOON).until(() -> receive("Told"), messages -> !messages.isEmpty());

    assertThat(told).extracting(Message::body).containsExactly(chosen);
  }

  @Test
  void aFunctionFindsPolly() {
    try (PollyClient polly = new StackEnvironment(stack.environmentOf("Front")).polly()) {
      assertThat(
              polly
                  .synthesizeSpeechAsBytes(
                      speak -> speak.text("Hello").voiceId("Joanna").outputFormat("pcm"))
                  .asByteArray())
          .hasSizeGreaterThan(10_000);
    }
  }

  @Test
  void aSecretIsGeneratedAsTheTemplateSays() throws Exception {
    assertThat(act("password").body()).matches("[A-Za-z0-9]{40}");
  }

  @Test
  void whatHasNoEffectIsNamedOnlyToWhoAsks(@TempDir Path folder) throws Exception {
    List<String> said = new ArrayList<>();
    StackOptions options =
        StackOptions.of(template(folder), new SilentTranscribe().factory()).withVerbose(said::add);

    EmbeddedStack.start(options).close();

    assertThat(said)
        .contains(
            "no effect here: AWS::DynamoDB::Table BillingMode: every table has as much capacity as this machine");
  }

  @Test
  void aTakenPortIsReportedAndNothingIsLeftBehind(@TempDir Path folder) throws Exception {
    StackOptions options =
        StackOptions.of(template(folder), new SilentTranscribe().factory())
            .withPort(stack.api().getPort())
            .withData(folder.resolve("data"));

    assertThat(catchThrowable(() -> EmbeddedStack.start(options)))
        .hasMessage(
            "port " + stack.api().getPort() + " on 127.0.0.1 can't be used; choose another one");

    EmbeddedStack.start(options.withPort(0)).close(); // the folder's lock was given up
  }

  @Test
  void aFolderThatCantBeUsedIsNamedWithWhatToDo(@TempDir Path folder) throws Exception {
    StackOptions options = StackOptions.of(template(folder), new SilentTranscribe().factory());
    Path file = Files.createFile(folder.resolve("file"));
    Path locked = folder.resolve("locked");
    Files.createDirectories(locked.resolve("lock"));

    assertThat(catchThrowable(() -> EmbeddedStack.start(options.withData(file))))
        .hasMessage(file + " is a file; choose a folder");
    assertThat(catchThrowable(() -> EmbeddedStack.start(options.withData(file.resolve("below")))))
        .hasMessage("the folder " + file.resolve("below") + " can't be made; choose another one");
    assertThat(catchThrowable(() -> EmbeddedStack.start(options.withData(locked))))
        .hasMessage(
            "nothing can be written to the folder " + locked.toRealPath() + "; choose another one");
  }

  @Test
  void aTemporaryFolderGoesWithTheStack(@TempDir Path folder) throws Exception {
    EmbeddedStack temporary =
        EmbeddedStack.start(StackOptions.of(template(folder), new SilentTranscribe().factory()));
    Path stackFolder;
    try (var s3 = new StackEnvironment(temporary.environment()).s3()) {
      s3.putObject(
          put -> put.bucket(temporary.physicalId("Objects")).key("unmistakable-key"),
          RequestBody.fromString("x"));
      stackFolder = foldersWithKey().getFirst();
    }
    temporary.close();
    temporary.close();

    assertThat(stackFolder).doesNotExist();
  }

  private static List<Path> foldersWithKey() throws Exception {
    try (var folders =
        Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "mediajobs-*")) {
      List<Path> found = new ArrayList<>();
      for (Path candidate : folders) {
        if (Files.exists(candidate.resolve("s3/mediajobs-objects/unmistakable-key"))) {
          found.add(candidate);
        }
      }
      return found;
    }
  }

  @Test
  void whatOutlivesARestartIsFoundAgain(@TempDir Path folder) throws Exception {
    StackOptions options =
        StackOptions.of(template(folder), new SilentTranscribe().factory())
            .withData(folder.resolve("data"));
    String password;
    try (EmbeddedStack first = EmbeddedStack.start(options)) {
      StackEnvironment environment = new StackEnvironment(first.environment());
      try (var s3 = environment.s3();
          var rows = environment.dynamo()) {
        s3.putObject(
            put -> put.bucket(first.physicalId("Objects")).key("k").contentType("text/x-kept"),
            RequestBody.fromString("kept"));
        rows.putItem(
            put ->
                put.tableName(first.physicalId("Rows"))
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS("job#7"),
                            "sk", AttributeValue.fromS("job"),
                            "status", AttributeValue.fromS("processing"),
                            "fence", AttributeValue.fromN("3"))));
      }
      password = post(first, "/act/password").body();
      assertThat(catchThrowable(() -> EmbeddedStack.start(options)))
          .hasMessageContaining("another stack is using the folder");
    }
    try (EmbeddedStack second = EmbeddedStack.start(options)) {
      StackEnvironment environment = new StackEnvironment(second.environment());
      try (var s3 = environment.s3();
          var rows = environment.dynamo()) {
        assertThat(
                s3.getObjectAsBytes(get -> get.bucket(second.physicalId("Objects")).key("k"))
                    .response()
                    .contentType())
            .isEqualTo("text/x-kept");
        assertThat(post(second, "/act/password").body()).isEqualTo(password);
        await()
            .atMost(SOON)
            .untilAsserted(
                () ->
                    assertThat(seen(rows, second, "{\"job_id\":\"7\",\"fence\":3}")).contains("1"));
      }
    }
  }

  private List<Message> receive(String queue) {
    return sqs.receiveMessage(
            receive -> receive.queueUrl(stack.physicalId(queue)).waitTimeSeconds(1))
        .messages();
  }

  private Optional<String> seen(String body) {
    return seen(dynamo, stack, body);
  }

  private static Optional<String> seen(DynamoDbClient dynamo, EmbeddedStack stack, String body) {
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS(body), "sk", AttributeValue.fromS("seen"));
    return Optional.ofNullable(
            dynamo
                .getItem(get -> get.tableName(stack.physicalId("Rows")).key(key))
                .item()
                .get("times"))
        .map(AttributeValue::n);
  }

  private HttpResponse<String> act(String what) throws Exception {
    return post(stack, "/act/" + what);
  }

  private HttpResponse<String> post(EmbeddedStack target, String path) throws Exception {
    return send(
        HttpRequest.newBuilder(target.api().resolve(path)).POST(BodyPublishers.noBody()).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private URI address(String pathAndQuery) {
    return URI.create(stack.api() + pathAndQuery);
  }
}
