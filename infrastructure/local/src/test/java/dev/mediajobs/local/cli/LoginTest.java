package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Body;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.http.Router;
import dev.mediajobs.api.identity.Identities;
import dev.mediajobs.api.identity.Issuer;
import dev.mediajobs.aws.Environment;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.local.cli.CommandLineHarness.Outcome;
import dev.mediajobs.local.transcribe.TranscribeEmulator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the command to an API that knows who calls, on a stack of the project's own template. */
final class LoginTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static EmbeddedStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack =
        EmbeddedStack.start(
            StackOptions.of(Path.of("../../template.yaml"), TranscribeEmulator.factory()));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void whoeverLogsInIsKnownToTheApi() {
    Outcome outcome = login("--user", "alice");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out().lines()).hasSize(1);
    Answer answer = askWith(outcome.out().strip(), Clock.systemUTC());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("alice");
  }

  @Test
  void anyNameWillDo() {
    assertThat(askWith(login("--user", "Zoë & 王").out().strip(), Clock.systemUTC()).body())
        .isEqualTo("Zoë & 王");
  }

  @Test
  void aTokenEndsAfterTheHoursItWasMadeFor() throws Exception {
    JsonNode token = JSON.readTree(login("--user", "alice", "--hours", "2", "--json").out());

    assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(token.path("expires_in").asLong()).isEqualTo(7_200);
    String text = token.path("access_token").asText();
    assertThat(askWith(text, later(Duration.ofMinutes(119))).status()).isEqualTo(200);
    Answer after = askWith(text, later(Duration.ofMinutes(122)));
    assertThat(after.status()).isEqualTo(401);
    assertThat(after.headers()).containsEntry("www-authenticate", "Bearer");
  }

  @Test
  void aTokenOfAnotherStackIsNobodys() throws Exception {
    try (EmbeddedStack other =
        EmbeddedStack.start(
            StackOptions.of(Path.of("../../template.yaml"), TranscribeEmulator.factory()))) {
      String token =
          new CommandLineHarness()
              .run("login", "--user", "alice", "--endpoint", other.api().toString())
              .out()
              .strip();

      assertThat(askWith(token, Clock.systemUTC()).status()).isEqualTo(401);
    }
  }

  @Test
  void aStackThatWasGivenAnIssuerHasNoneOfItsOwn() throws Exception {
    try (EmbeddedStack given =
        EmbeddedStack.start(
            StackOptions.of(Path.of("../../template.yaml"), TranscribeEmulator.factory())
                .withParameters(
                    Map.of("JwtIssuer", "https://login.example.com", "JwtAudience", "them")))) {
      assertThat(given.environmentOf("ApiFunction"))
          .containsEntry("JWT_ISSUER", "https://login.example.com")
          .containsEntry("JWT_AUDIENCE", "them");
      assertThat(
              new CommandLineHarness()
                  .run("login", "--user", "alice", "--endpoint", given.api().toString())
                  .exit())
          .isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resource\":\"x\",\"authorization_servers\":[\"https://login.example.com/t\"]}",
        "{\"resource\":\"x\",\"authorization_servers\":[\"http://login.example.com/t\"]}"
      })
  void aRealDeploymentHasItsOwnPlaceToSignIn(String metadata) throws Exception {
    try (FakeApi api = new FakeApi()) {
      api.once("GET /.well-known/oauth-protected-resource", 200, metadata);

      Outcome outcome =
          new CommandLineHarness()
              .run("login", "--user", "alice", "--endpoint", api.address().toString());

      assertThat(outcome.exit()).isEqualTo(3);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.lastErrorLine())
          .contains("people sign in to this API at http", "//login.example.com/t");
    }
  }

  @Test
  void anIssuerOnThisMachineThatWantsAPasswordIsNotAskedForAToken() throws Exception {
    try (FakeApi api = new FakeApi()) {
      api.once(
          "GET /.well-known/oauth-protected-resource",
          200,
          "{\"authorization_servers\":[\"%s\"]}".formatted(api.address()));
      api.once(
          "GET /.well-known/openid-configuration",
          200,
          "{\"token_endpoint\":\"%s/token\",\"grant_types_supported\":[\"password\"]}"
              .formatted(api.address()));

      Outcome outcome =
          new CommandLineHarness()
              .run("login", "--user", "alice", "--json", "--endpoint", api.address().toString());

      assertThat(outcome.exit()).isEqualTo(3);
      assertThat(outcome.lastErrorLine()).contains("sign_in_elsewhere");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404})
  void anApiWithoutAnIssuerSaysSo(int status) throws Exception {
    try (FakeApi api = new FakeApi()) {
      api.once("GET /.well-known/oauth-protected-resource", status, "{\"resource\":\"x\"}");

      Outcome outcome =
          new CommandLineHarness()
              .run("login", "--user", "alice", "--json", "--endpoint", api.address().toString());

      assertThat(outcome.exit()).isEqualTo(3);
      assertThat(outcome.lastErrorLine()).contains("no_sign_in");
    }
  }

  @Test
  void theIssuersOwnWordsReachTheUser() {
    Outcome outcome = login("--user", "a\u0007b");

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.lastErrorLine()).contains("username must be 1 to 255 printable characters");
  }

  @Test
  void aStackThatIsDownIsUnreachable() {
    assertThat(
            new CommandLineHarness()
                .run("login", "--user", "alice", "--endpoint", "http://127.0.0.1:1")
                .exit())
        .isEqualTo(5);
  }

  private static Outcome login(String... options) {
    CommandLineHarness commands =
        new CommandLineHarness().with("MEDIAJOBS_ENDPOINT", stack.api().toString());
    String[] line = new String[options.length + 1];
    line[0] = "login";
    System.arraycopy(options, 0, line, 1, options.length);
    return commands.run(line);
  }

  private static Clock later(Duration by) {
    return Clock.offset(Clock.systemUTC(), by);
  }

  private static Answer askWith(String token, Clock clock) {
    Environment environment = new Environment(stack.environmentOf("ApiFunction"));
    Identities identities = new Identities(Issuer.of(environment), clock);
    return new Router(new WhoAmI(identities), List.of())
        .answer(
            new Request(
                "request-1",
                "GET /me",
                Map.of(),
                Map.of(),
                Map.of("authorization", "Bearer " + token),
                new Body.Text(""),
                stack.api().toString()));
  }

  /** Answers whoever is signed in with their subject. */
  private record WhoAmI(Identities identities) implements Contract {
    @Override
    public Map<String, Endpoint> endpoints() {
      return Map.of(
          "GET /me", request -> new Answer(200, Map.of(), identities.of(request).subject()));
    }

    @Override
    public Answer spell(Problem problem) {
      return ProblemDetails.of(problem);
    }
  }
}
