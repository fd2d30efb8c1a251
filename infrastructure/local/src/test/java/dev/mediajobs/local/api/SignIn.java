package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.json.Json;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.local.identity.DevelopmentIssuer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Signs users in to an API that believes it. */
final class SignIn implements AutoCloseable {

  private static final Duration LONG_AGO = Duration.ofHours(3);

  private final TestClock clock = TestClock.running();
  private final HttpClient http = HttpClient.newHttpClient();
  private final DevelopmentIssuer issuer;

  SignIn(Path folder) throws IOException {
    issuer = DevelopmentIssuer.start(folder.resolve("identity"), clock);
  }

  /** What makes the template believe it. */
  Map<String, String> parameters() {
    return Map.of(
        "JwtIssuer", issuer.address().toString(), "JwtAudience", DevelopmentIssuer.AUDIENCE);
  }

  /** The access token of a user, good for an hour. */
  String tokenOf(String user) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(issuer.address().resolve("/token"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=%s&username=%s&lifetime=3600"
                            .formatted(DevelopmentIssuer.GRANT, user)))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.object(answer.body()).requiredString("access_token");
  }

  /** One that was good hours ago. */
  String expiredTokenOf(String user) throws Exception {
    clock.pass(LONG_AGO.negated());
    try {
      return tokenOf(user);
    } finally {
      clock.pass(LONG_AGO);
    }
  }

  @Override
  public void close() {
    issuer.close();
    http.close();
  }
}
