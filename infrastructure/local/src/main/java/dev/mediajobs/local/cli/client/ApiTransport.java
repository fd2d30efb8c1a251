package dev.mediajobs.local.cli.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Sends requests to one endpoint and asks again when that is safe and may help: anything that
 * failed on the way or on the server's side for a repeatable request; for others only what was
 * surely not carried out.
 */
final class ApiTransport {
  /** A little over the 30 s after which API Gateway itself gives up. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(35);

  /** More than the 6 MB that a Lambda function can answer with. */
  private static final long LARGEST_ANSWER = 16 << 20;

  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final int PAUSE_GROWTH = 3;
  private static final Duration LONGEST_ASKED_PAUSE = Duration.ofSeconds(10);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Set<Integer> PASSING = Set.of(TOO_MANY_REQUESTS, 500, 502, 503, 504);

  private final URI endpoint;
  private final HttpClient http;
  private final Pauses pauses;
  private final Clock clock;

  ApiTransport(URI endpoint, HttpClient http, Pauses pauses, Clock clock) {
    String text = endpoint.toString();
    this.endpoint = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    this.http = http;
    this.pauses = pauses;
    this.clock = clock;
  }

  /** Whether a request may be carried out twice without harm. */
  enum Repeatable {
    YES,
    NO
  }

  /** A request to a path under the endpoint. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint + path))
        .timeout(ANSWER_WITHIN)
        .header("accept", "application/json");
  }

  /** The answer to a request that must end in a status of 200 to 299. */
  Answer success(HttpRequest request, Repeatable repeatable) throws InterruptedException {
    Answer answer = answer(request, repeatable);
    if (!answer.succeeded()) {
      throw failure(answer);
    }
    return answer;
  }

  /** The answer to a request that must end in a redirect. */
  Answer redirect(HttpRequest request) throws InterruptedException {
    Answer answer = answer(request, Repeatable.YES);
    if (answer.status() >= 400) {
      throw failure(answer);
    }
    if (answer.status() < 300) {
      throw answer.senseless("status " + answer.status() + " in place of a redirect");
    }
    return answer;
  }

  private ApiException failure(Answer answer) {
    Problem problem = Problem.of(answer);
    if (answer.status() == TOO_MANY_REQUESTS) {
      // Nothing is wrong with what was asked: the same may be taken in a while.
      return new ApiException.Unavailable(problem.code(), problem.message());
    }
    if (answer.status() >= 400 && answer.status() < 500) {
      return new ApiException.Refused(answer.status(), problem.code(), problem.message());
    }
    return new ApiException.Unavailable(
        problem.code(),
        "%s failed with HTTP status %d: %s"
            .formatted(Origins.of(endpoint), answer.status(), problem.message()));
  }

  /**
   * The first answer worth having, else the last one.
   *
   * @throws ApiException.Unavailable if no attempt brought an answer
   */
  Answer answer(HttpRequest request, Repeatable repeatable) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == ATTEMPTS;
      Duration asked = Duration.ZERO;
      try {
        Answer answer = send(request);
        asked = RetryAfter.of(answer.headers(), clock).orElse(Duration.ZERO);
        boolean mayHelp =
            repeatable == Repeatable.YES
                ? PASSING.contains(answer.status())
                : answer.status() == TOO_MANY_REQUESTS;
        if (last || !mayHelp || asked.compareTo(LONGEST_ASKED_PAUSE) > 0) {
          return answer;
        }
      } catch (IOException e) {
        boolean mayHelp = repeatable == Repeatable.YES || e instanceof ConnectException;
        if (last || !mayHelp) {
          throw unreachable(e);
        }
      }
      pauses.pause(asked.compareTo(pause) > 0 ? asked : pause);
      pause = pause.multipliedBy(PAUSE_GROWTH);
    }
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
    return Answer.of(request.uri(), response.statusCode(), response.headers(), response.body());
  }

  /** The address of a WebSocket API, unless tokens would be less safe on the way there. */
  Optional<URI> socketAddress(String text) {
    try {
      URI address = new URI(text);
      boolean encrypted = "wss".equalsIgnoreCase(address.getScheme());
      boolean plain = "ws".equalsIgnoreCase(address.getScheme());
      boolean mayBePlain = "http".equalsIgnoreCase(endpoint.getScheme());
      return (encrypted || (plain && mayBePlain)) && address.getHost() != null
          ? Optional.of(address)
          : Optional.empty();
    } catch (URISyntaxException noAddress) {
      return Optional.empty();
    }
  }

  /** When to ask again, if the answer says so. */
  Optional<Duration> retryAfter(Answer answer) {
    return RetryAfter.of(answer.headers(), clock);
  }

  private ApiException.Unavailable unreachable(IOException e) {
    String origin = Origins.of(endpoint);
    String message =
        switch (e) {
          case ConnectException refused ->
              "cannot connect to " + origin + "; is it running there, and is the address right?";
          case HttpTimeoutException late ->
              "%s did not answer within %d s".formatted(origin, ANSWER_WITHIN.toSeconds());
          default -> "the connection to %s failed (%s)".formatted(origin, Failures.reason(e));
        };
    return new ApiException.Unavailable("endpoint_unreachable", message, e);
  }
}
