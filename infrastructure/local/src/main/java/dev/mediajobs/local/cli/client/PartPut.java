package dev.mediajobs.local.cli.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One attempt to store one part at a presigned address. It may take as long as it needs while bytes
 * move, and is given up once none has moved for a while.
 */
final class PartPut {
  private static final long LARGEST_ANSWER = 64 << 10;
  private static final Pattern ERROR_CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,80})</Code>");

  private final HttpClient http;
  private final Duration stall;

  PartPut(HttpClient http, Duration stall) {
    this.http = http;
    this.stall = stall;
  }

  PutOutcome attempt(FileSlice slice, URI address, Map<String, String> headers, AtomicLong sent)
      throws InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).PUT(slice.body(sent));
    headers.forEach(request::setHeader);
    CompletableFuture<HttpResponse<String>> response =
        http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER));
    try {
      return outcome(awaited(response, sent));
    } catch (TimeoutException e) {
      return new PutOutcome.Passing("nothing moved for " + stall.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        return new PutOutcome.Passing(Failures.reason(cause));
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      response.cancel(true);
    }
  }

  private HttpResponse<String> awaited(
      CompletableFuture<HttpResponse<String>> response, AtomicLong sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    long before = -1;
    while (true) {
      try {
        return response.get(stall.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = sent.get();
        if (now == before) {
          throw e;
        }
        before = now;
      }
    }
  }

  private static PutOutcome outcome(HttpResponse<String> response) {
    int status = response.statusCode();
    return switch (status) {
      case 200, 201, 204 ->
          response
              .headers()
              .firstValue("etag")
              .<PutOutcome>map(PutOutcome.Stored::new)
              .orElseGet(() -> new PutOutcome.Hopeless("the storage names no ETag"));
      case 403 -> new PutOutcome.AddressExpired();
      case 412 -> new PutOutcome.AlreadyThere();
      case 408, 409, 429 -> new PutOutcome.Passing(reason(response));
      default ->
          status >= 500
              ? new PutOutcome.Passing(reason(response))
              : new PutOutcome.Hopeless(reason(response));
    };
  }

  private static String reason(HttpResponse<String> response) {
    Matcher code = ERROR_CODE.matcher(response.body());
    return "HTTP status " + response.statusCode() + (code.find() ? " " + code.group(1) : "");
  }
}
