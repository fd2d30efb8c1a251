package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.mediajobs.local.Invocations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        answer,
        Invocations.context(timeout));
    assertThat(Duration.between(start, Instant.now())).isLessThan(timeout);
    return answer.toString(StandardCharsets.UTF_8);
  }
}
