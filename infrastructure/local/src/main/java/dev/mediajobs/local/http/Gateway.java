package dev.mediajobs.local.http;

import dev.mediajobs.local.lambda.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes a request to its function and the answer back, with the limits and messages of API
 * Gateway's HTTP APIs.
 */
final class Gateway extends Handler.Abstract {

  /**
   * "Quotas for configuring and running an HTTP API": payload size and maximum integration timeout.
   */
  private static final int LARGEST_BODY = 10 * 1024 * 1024;

  /** How much of a body that is too large is read in order to answer it. */
  private static final long MOST_DISCARDED = 128L * 1024 * 1024;

  private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(30);

  private final String apiId;
  private final Routes routes;
  private final Optional<CorsPolicy> cors;
  private final IamAuthorizer authorizer;
  private final Clock clock;

  Gateway(
      String apiId,
      Routes routes,
      Optional<CorsPolicy> cors,
      IamAuthorizer authorizer,
      Clock clock) {
    this.apiId = apiId;
    this.routes = routes;
    this.cors = cors;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String requestId = UUID.randomUUID().toString();
    Optional<String> origin = Optional.ofNullable(request.getHeaders().get(HttpHeader.ORIGIN));
    response.getHeaders().put("apigw-requestid", requestId);
    if (cors.isPresent() && isPreflight(request, origin)) {
      response.setStatus(204);
      cors.get().forPreflight(origin).forEach(response.getHeaders()::put);
      callback.succeeded();
      return true;
    }
    GatewayResponse answer = answer(request, requestId);
    response.setStatus(answer.status());
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (cors.isEmpty() || !name.startsWith(CorsPolicy.PREFIX)) {
                response.getHeaders().put(name, value);
              }
            });
    Map<String, String> corsHeaders = cors.map(policy -> policy.forAnswer(origin)).orElse(Map.of());
    corsHeaders.forEach(response.getHeaders()::put);
    answer.cookies().forEach(cookie -> response.getHeaders().add(HttpHeader.SET_COOKIE, cookie));
    if (answer.status() == 204 || answer.status() == 304) { // RFC 9110: neither has a body
      callback.succeeded();
    } else {
      byte[] body = answer.body().bytes();
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
    }
    return true;
  }

  private static boolean isPreflight(Request request, Optional<String> origin) {
    return request.getMethod().equals("OPTIONS")
        && origin.isPresent()
        && request.getHeaders().contains("Access-Control-Request-Method");
  }

  private GatewayResponse answer(Request request, String requestId)
      throws IOException, InterruptedException {
    // Most clients look for an answer only when they have sent everything; to hang up on them would
    // hide it, whatever it is.
    byte[] body;
    try (InputStream content = Content.Source.asInputStream(request)) {
      body = content.readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        long _ = content.skip(MOST_DISCARDED);
      }
    }
    Optional<Routes.Match> match = routes.find(request.getMethod(), request.getHttpURI().getPath());
    if (match.isEmpty()) {
      return GatewayResponse.message(404, "Not Found");
    }
    if (body.length > LARGEST_BODY) {
      return GatewayResponse.message(413, "Request Entity Too Large");
    }
    Route route = match.get().route();
    Optional<Caller> caller = route.signed() ? authorizer.caller(request, body) : Optional.empty();
    if (route.signed() && caller.isEmpty()) {
      return GatewayResponse.message(403, "Forbidden");
    }
    GatewayRequest.Origin origin =
        new GatewayRequest.Origin(
            Request.getRemoteAddr(request), caller, requestId, apiId, clock.instant());
    byte[] event = GatewayRequest.event(request, body, match.get(), origin);
    return invoke(route, event, requestId);
  }

  /** Like the service, it stops waiting after 30 seconds but lets the function run on. */
  private static GatewayResponse invoke(Route route, byte[] event, String requestId)
      throws InterruptedException {
    CompletableFuture<Outcome> invocation = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("invoke-" + route.function().definition().name())
        .start(
            () -> {
              try {
                invocation.complete(route.function().invoke(event, requestId, INTEGRATION_TIMEOUT));
              } catch (InterruptedException | RuntimeException failure) {
                invocation.completeExceptionally(failure);
              }
            });
    try {
      return switch (invocation.get(INTEGRATION_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        case Outcome.Answered(String payload) ->
            GatewayResponse.parse(payload)
                .orElseGet(() -> GatewayResponse.message(500, "Internal Server Error"));
        case Outcome.Failed _ -> GatewayResponse.message(500, "Internal Server Error");
        case Outcome.TooLarge _ -> GatewayResponse.message(413, "Request Entity Too Large");
        case Outcome.TimedOut _, Outcome.Throttled _ ->
            GatewayResponse.message(503, "Service Unavailable");
      };
    } catch (TimeoutException late) {
      return GatewayResponse.message(503, "Service Unavailable");
    } catch (ExecutionException failure) {
      return GatewayResponse.message(500, "Internal Server Error");
    }
  }
}
