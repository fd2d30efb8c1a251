package dev.mediajobs.local.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediajobs.local.cli.client.ApiTransport.Repeatable;
import dev.mediajobs.local.identity.DevelopmentIssuer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Signs somebody in at the development issuer of a local stack. Every method throws {@link
 * ApiException} when somebody who is asked refuses, fails or can't be reached.
 */
public final class SignIn {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int NOT_FOUND = 404;

  private final URI endpoint;
  private final HttpClient http;
  private final Pauses pauses;
  private final Clock clock;

  /** At whoever signs people in for the API at {@code endpoint}. */
  public SignIn(URI endpoint, HttpClient http, Pauses pauses, Clock clock) {
    this.endpoint = endpoint;
    this.http = http;
    this.pauses = pauses;
    this.clock = clock;
  }

  /**
   * Who that is, as the API itself tells it (RFC 9728).
   *
   * @return empty when nobody can sign in there
   */
  public Optional<URI> issuer() throws InterruptedException {
    Answer answer;
    try {
      answer = get(endpoint, "/.well-known/oauth-protected-resource");
    } catch (ApiException.Refused e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
    JsonNode first = answer.body().path("authorization_servers").path(0);
    if (first.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(
        Answer.httpUrl(first.asText())
            .orElseThrow(() -> answer.senseless("an issuer that is no HTTP address")));
  }

  /**
   * The token of somebody who is signed in by just saying who they are.
   *
   * @param lifetime an hour to a week
   * @return what the issuer answered: {@code access_token}, {@code token_type}, {@code expires_in};
   *     empty when it is no development issuer on this machine, which nobody else may be asked for
   *     a token in this way
   */
  public Optional<JsonNode> token(URI issuer, String user, Duration lifetime)
      throws InterruptedException {
    if (!isHere(endpoint) || !isHere(issuer)) {
      return Optional.empty();
    }
    Answer description = get(issuer, "/.well-known/openid-configuration");
    if (!offersTokens(description.body())) {
      return Optional.empty();
    }
    String form =
        "grant_type=%s&username=%s&lifetime=%d"
            .formatted(encoded(DevelopmentIssuer.GRANT), encoded(user), lifetime.toSeconds());
    URI address = description.url(description.body(), "token_endpoint");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(form))
            .build();
    Answer answer = transport(issuer).success(request, Repeatable.YES);
    answer.text(answer.body(), "access_token");
    return Optional.of(answer.body());
  }

  private static boolean isHere(URI address) {
    return "http".equalsIgnoreCase(address.getScheme()) && THIS_MACHINE.contains(address.getHost());
  }

  private static boolean offersTokens(JsonNode description) {
    for (JsonNode grant : description.path("grant_types_supported")) {
      if (grant.asText().equals(DevelopmentIssuer.GRANT)) {
        return isHere(URI.create(description.path("token_endpoint").asText()));
      }
    }
    return false;
  }

  private Answer get(URI at, String path) throws InterruptedException {
    ApiTransport transport = transport(at);
    return transport.success(transport.request(path).GET().build(), Repeatable.YES);
  }

  private ApiTransport transport(URI at) {
    return new ApiTransport(at, http, pauses, clock);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
