package dev.mediajobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.local.template.TemplateException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** Routes behind the IAM authorizer, called by whoever signs with AWS's own signer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignedRequestsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String BODY = "{\"n\":1}";

  private final HttpClient http = HttpClient.newHttpClient();
  private EmbeddedStack stack;
  private String secret;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    stack =
        EmbeddedStack.start(
            TriggersTest.options(folder, TriggersTest.template())
                .withClock(Clock.fixed(NOON, ZoneOffset.UTC)));
    secret = new StackEnvironment(stack.environment()).get("AWS_SECRET_ACCESS_KEY");
  }

  @AfterAll
  void stop() {
    stack.close();
    http.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/guarded/7",
        "/guarded/a%20b%2Fc%2Bd",
        "/guarded/7?b=2&a=1&a=0",
        "/guarded/7?x=%26%20y&empty=&ü=%C3%BC"
      })
  void aRequestSignedWithTheStacksCredentialsReachesTheFunction(String path) throws Exception {
    HttpResponse<String> response = send(signed(path, secret, NOON), BODY);

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode event = JSON.readTree(response.body());
    JsonNode iam = event.path("requestContext").path("authorizer").path("iam");
    assertThat(iam.path("accessKey").asText())
        .isEqualTo(stack.environment().get("AWS_ACCESS_KEY_ID"));
    assertThat(iam.path("accountId").asText()).isEqualTo("000000000000");
    assertThat(iam.path("userArn").asText()).startsWith("arn:aws:iam::000000000000:");
    assertThat(event.path("body").asText()).isEqualTo(BODY);
  }

  @Test
  void aRequestThatNobodySignedIsForbidden() throws Exception {
    assertForbidden(send(HttpRequest.newBuilder(stack.api().resolve("/guarded/7")), BODY));
  }

  @Test
  void aRequestSignedWithAnotherSecretIsForbidden() throws Exception {
    assertForbidden(send(signed("/guarded/7", "another", NOON), BODY));
  }

  @Test
  void aRequestWhoseBodyIsNotTheSignedOneIsForbidden() throws Exception {
    assertForbidden(send(signed("/guarded/7", secret, NOON), "{\"n\":2}"));
  }

  @Test
  void aRequestWhosePathOrQueryIsNotTheSignedOneIsForbidden() throws Exception {
    for (String other : List.of("/guarded/8", "/guarded/7?a=1")) {
      HttpRequest.Builder moved =
          signed("/guarded/7", secret, NOON).uri(URI.create(stack.api() + other));
      assertForbidden(send(moved, BODY));
    }
  }

  @Test
  void aSignatureIsGoodForFiveMinutesAroundItsTime() throws Exception {
    for (Duration within : List.of(Duration.ofMinutes(5), Duration.ofMinutes(-5))) {
      assertThat(send(signed("/guarded/7", secret, NOON.plus(within)), BODY).statusCode())
          .isEqualTo(200);
    }
    for (Duration beyond : List.of(Duration.ofSeconds(301), Duration.ofSeconds(-301))) {
      assertForbidden(send(signed("/guarded/7", secret, NOON.plus(beyond)), BODY));
    }
  }

  @Test
  void aSignatureForAnotherServiceIsForbidden() throws Exception {
    assertForbidden(send(signed("/guarded/7", secret, NOON, "s3"), BODY));
  }

  @Test
  void aRouteWithoutAnAuthorizerStaysOpenAndItsFunctionIsToldOfNoCaller() throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(stack.api().resolve("/open")).build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(response.body()).path("requestContext").has("authorizer")).isFalse();
  }

  @Test
  void preflightsNeedNoSignature() throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(stack.api().resolve("/guarded/7"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://page.test")
                .header("Access-Control-Request-Method", "POST")
                .build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
  }

  @Test
  void anAuthorizerThatTheApiDoesNotHaveIsRefusedAtStart(@TempDir Path folder) throws Exception {
    StackOptions options =
        TriggersTest.options(
            folder, TriggersTest.template().replace("EnableIamAuthorizer: true", ""));

    assertThatThrownBy(() -> EmbeddedStack.start(options))
        .isInstanceOf(TemplateException.class)
        .hasMessageMatching(
            "triggers.yaml line \\d+: the authorizer AWS_IAM needs Auth.EnableIamAuthorizer on the HTTP API");
  }

  private static void assertForbidden(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).isEqualTo("{\"message\":\"Forbidden\"}");
  }

  private HttpRequest.Builder signed(String path, String key, Instant time) {
    return signed(path, key, time, "execute-api");
  }

  /**
   * A POST of {@link #BODY} as AWS's signer signs it, without the headers that Java adds itself.
   */
  private HttpRequest.Builder signed(String path, String key, Instant time, String service) {
    URI address = URI.create(stack.api() + path);
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(
                            AwsBasicCredentials.create(
                                new StackEnvironment(stack.environment()).get("AWS_ACCESS_KEY_ID"),
                                key))
                        .request(
                            SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(address)
                                .build())
                        .payload(ContentStreamProvider.fromUtf8String(BODY))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
            .request();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Content-Type", "application/json");
    Stream.of("Authorization", "X-Amz-Date", "x-amz-content-sha256")
        .forEach(
            name ->
                signed.firstMatchingHeader(name).ifPresent(value -> request.header(name, value)));
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String body)
      throws IOException, InterruptedException {
    return http.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }
}
