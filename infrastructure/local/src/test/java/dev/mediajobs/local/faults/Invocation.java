package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Invokes a handler as Lambda does, within the time that the template gives its function. */
record Invocation(RequestStreamHandler handler, Duration timeout) {

  /** What it answers; it fails if Lambda would have stopped it. */
  String of(String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Instant start = Instant.now();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, context(timeout));
    assertThat(Duration.between(start, Instant.now())).isLessThan(timeout);
    return answer.toString(StandardCharsets.UTF_8);
  }

  static Context context(Duration remaining) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> Math.toIntExact(remaining.toMillis());
                  default ->
                      throw new IllegalStateException("the handler asked for " + method.getName());
                });
  }
}
