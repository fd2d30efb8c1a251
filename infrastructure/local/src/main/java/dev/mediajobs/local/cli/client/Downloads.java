package dev.mediajobs.local.cli.client;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a result: the endpoint answers with a redirect to a presigned address, which is asked
 * without the token, since that is meant for the endpoint alone.
 */
final class Downloads {
  /** Subtitles of the longest recording are some megabytes. */
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ApiTransport transport;
  private final HttpClient http;
  private final Pauses pauses;

  Downloads(ApiTransport transport, HttpClient http, Pauses pauses) {
    this.transport = transport;
    this.http = http;
    this.pauses = pauses;
  }

  /** Each attempt asks the endpoint for a fresh address: an old one may have expired meanwhile. */
  void fetch(HttpRequest request, Path target) throws InterruptedException {
    fetch(() -> address(request), target);
  }

  /** Where something can be fetched for a while. */
  @FunctionalInterface
  interface Address {
    URI fresh() throws InterruptedException;
  }

  /** The same, where the endpoint tells the address in another way. */
  void fetch(Address fresh, Path target) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      URI address = fresh.fresh();
      Optional<String> failure = attempt(address, target);
      if (failure.isEmpty()) {
        return;
      }
      if (attempt == ATTEMPTS) {
        throw new ApiException.Unavailable(
            "download_failed",
            "the result could not be fetched from %s (%s)"
                .formatted(Origins.of(address), failure.get()));
      }
      pauses.pause(PAUSE);
    }
  }

  private URI address(HttpRequest request) throws InterruptedException {
    Answer answer = transport.redirect(request);
    return answer
        .headers()
        .firstValue("location")
        .map(answer.asked()::resolve)
        .flatMap(url -> Answer.httpUrl(url.toString()))
        .orElseThrow(() -> answer.senseless("a redirect to nowhere"));
  }

  /** Empty when the file is there in full, else what went wrong. */
  private Optional<String> attempt(URI address, Path target) throws InterruptedException {
    HttpRequest plain = HttpRequest.newBuilder(address).timeout(WITHIN).GET().build();
    CompletableFuture<HttpResponse<Path>> response =
        http.sendAsync(plain, BodyHandlers.ofFile(target, CREATE, WRITE, TRUNCATE_EXISTING));
    try {
      int status = response.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status == 200 ? Optional.empty() : Optional.of("HTTP status " + status);
    } catch (TimeoutException e) {
      return Optional.of("it took longer than " + WITHIN.toMinutes() + " min");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        return Optional.of(Failures.reason(cause));
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      response.cancel(true);
    }
  }
}
