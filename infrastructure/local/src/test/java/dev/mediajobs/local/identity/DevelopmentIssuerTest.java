package dev.mediajobs.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentIssuerTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final String FORM =
      "grant_type=urn:mediajobs:grant-type:development&username=alice&lifetime=3600";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private DevelopmentIssuer issuer;

  @BeforeEach
  void start() throws IOException {
    issuer = started();
  }

  @AfterEach
  void stop() {
    issuer.close();
    http.close();
  }

  @Test
  void itsDescriptionLeadsToItsKeysAndItsTokens() throws Exception {
    JsonNode description = get("/.well-known/openid-configuration");

    assertThat(description.path("issuer").asText()).isEqualTo(issuer.address().toString());
    assertThat(description.path("jwks_uri").asText()).isEqualTo(issuer.address() + "/keys");
    assertThat(description.path("token_endpoint").asText()).isEqualTo(issuer.address() + "/token");
    assertThat(description.path("grant_types_supported").toString())
        .isEqualTo("[\"" + DevelopmentIssuer.GRANT + "\"]");
  }

  @Test
  void aTokenHoldsTheUserAndTheTimes() throws Exception {
    HttpResponse<String> answer = post(FORM);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(body.path("expires_in").asLong()).isEqualTo(3_600);
    SignedJWT token = SignedJWT.parse(body.path("access_token").asText());
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("alice");
    assertThat(token.getJWTClaimsSet().getIssueTime()).isEqualTo(NOW);
    assertThat(token.getJWTClaimsSet().getExpirationTime()).isEqualTo(NOW.plusSeconds(3_600));
  }

  @Test
  void thePrivateHalfOfTheKeyIsNotPublished() throws Exception {
    JsonNode key = get("/keys").path("keys").path(0);

    assertThat(key.path("kty").asText()).isEqualTo("RSA");
    assertThat(key.properties().stream().map(member -> member.getKey()))
        .containsExactlyInAnyOrder("kty", "e", "use", "kid", "n");
  }

  @Test
  void theKeyIsForItsOwnersEyesOnly() throws Exception {
    get("/keys");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(identity())))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(identity().resolve("key.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void keyAndAddressOutliveARestart() throws Exception {
    JsonNode keys = get("/keys");
    URI address = issuer.address();

    issuer.close();
    issuer = started();

    assertThat(issuer.address()).isEqualTo(address);
    assertThat(get("/keys")).isEqualTo(keys);
  }

  @Test
  void aPortThatIsTakenMeanwhileIsGivenUp() throws Exception {
    int port = issuer.address().getPort();
    issuer.close();
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      issuer = started();

      assertThat(issuer.address().getPort()).isNotEqualTo(other.getLocalPort());
      assertThat(get("/keys").path("keys")).hasSize(1);
    }
  }

  @Test
  void aFileThatIsNoKeyIsNotReplaced() throws Exception {
    Files.writeString(identity().resolve("key.json"), "{}");

    assertThatThrownBy(() -> new SigningKey(new IssuerFolder(identity())).get())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("key.json is no key");
    assertThat(identity().resolve("key.json")).hasContent("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%",
        "%ff=%fe",
        "grant_type=password&username=alice&lifetime=3600",
        "grant_type=urn:mediajobs:grant-type:development&lifetime=3600",
        "grant_type=urn:mediajobs:grant-type:development&username=&lifetime=3600",
        "grant_type=urn:mediajobs:grant-type:development&username=a%0Ab&lifetime=3600",
        "grant_type=urn:mediajobs:grant-type:development&username=alice",
        "grant_type=urn:mediajobs:grant-type:development&username=alice&lifetime=3599",
        "grant_type=urn:mediajobs:grant-type:development&username=alice&lifetime=604801",
        "grant_type=urn:mediajobs:grant-type:development&username=alice&lifetime=-1",
        "grant_type=urn:mediajobs:grant-type:development&username=alice&lifetime=99999999999999999"
      })
  void aRequestThatMakesNoSenseGetsNoToken(String form) throws Exception {
    HttpResponse<String> answer = post(form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"error\"", "\"error_description\"");
  }

  @Test
  void aPageThatPassesForThisMachineGetsNoToken() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), issuer.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              """
              POST /token HTTP/1.1\r
              Host: evil.example:%d\r
              Connection: close\r
              Content-Type: application/x-www-form-urlencoded\r
              Content-Length: %d\r
              \r
              %s"""
                  .formatted(issuer.address().getPort(), FORM.length(), FORM)
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(answer).startsWith("HTTP/1.1 421").doesNotContain("access_token");
    }
  }

  @Test
  void thereIsNothingElse() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(issuer.address().resolve("/token")).GET().build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  private DevelopmentIssuer started() throws IOException {
    return DevelopmentIssuer.start(identity(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Path identity() {
    return folder.resolve("identity");
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(
        http.send(
                HttpRequest.newBuilder(issuer.address().resolve(path)).GET().build(),
                BodyHandlers.ofString())
            .body());
  }

  private HttpResponse<String> post(String form) throws Exception {
    return http.send(
        HttpRequest.newBuilder(issuer.address().resolve("/token"))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }
}
