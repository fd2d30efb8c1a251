package dev.mediajobs.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LambdaFunctionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @BeforeEach
  void reset() {
    Probe.made.set(0);
    Probe.closed.set(0);
    Probe.overlapped.set(false);
    Probe.gate = new CountDownLatch(0);
  }

  @Test
  void oneInstanceServesInvocationsThatDoNotOverlap() throws Exception {
    try (LambdaFunction function = function(Probe.class.getName(), Duration.ofSeconds(5))) {
      assertThat(answer(function, "1")).isEqualTo("1");
      assertThat(answer(function, "2")).isEqualTo("2");
    }
    assertThat(Probe.made).hasValue(1);
    assertThat(Probe.closed).hasValue(1);
  }

  @Test
  void anInstanceNeverHandlesTwoEventsAtOnce() throws Exception {
    Probe.gate = new CountDownLatch(1);
    try (LambdaFunction function =
            function(Probe.class.getName() + "::handleRequest", Duration.ofSeconds(20));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String event = String.valueOf(i);
        answers.add(callers.submit(() -> answer(function, event)));
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> Probe.made.get() == 8);
      Probe.gate.countDown();
      for (int i = 0; i < 8; i++) {
        assertThat(answers.get(i).get()).isEqualTo(String.valueOf(i));
      }
    }
    assertThat(Probe.overlapped).isFalse();
    assertThat(Probe.closed).hasValue(8);
  }

  @Test
  void anInstanceThatTookTooLongIsNotUsedAgain() throws Exception {
    Probe.gate = new CountDownLatch(1);
    try (LambdaFunction function = function(Probe.class.getName(), Duration.ofMillis(100))) {
      assertThat(function.invoke(bytes("1"), "id", PATIENCE)).isInstanceOf(Outcome.TimedOut.class);
      await().atMost(Duration.ofMinutes(1)).until(() -> Probe.closed.get() == 1);
      Probe.gate = new CountDownLatch(0);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> function.invoke(bytes("2"), "id", PATIENCE) instanceof Outcome.Answered);
    }
    assertThat(Probe.made.get()).isGreaterThan(1);
  }

  @Test
  void anEventOverSixMebibytesIsTooLarge() throws Exception {
    try (LambdaFunction function = function(Probe.class.getName(), Duration.ofSeconds(5))) {
      assertThat(function.invoke(new byte[6 * 1024 * 1024 + 1], "id", PATIENCE))
          .isInstanceOf(Outcome.TooLarge.class);
    }
  }

  @Test
  void anAnswerOverLambdasLimitIsAFailure() throws Exception {
    try (LambdaFunction function = function(Probe.class.getName(), Duration.ofSeconds(5))) {
      assertThat(function.invoke(bytes("large"), "id", PATIENCE))
          .isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void aConstructorThatThrowsFailsTheInvocation() throws Exception {
    try (LambdaFunction function = function(Broken.class.getName(), Duration.ofSeconds(5))) {
      assertThat(function.invoke(bytes("1"), "id", PATIENCE))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.cause()).hasMessage("no such table"));
    }
  }

  @Test
  void whatIsNoHandlerIsRefusedAtStart() {
    assertThatThrownBy(() -> function("dev.mediajobs.Nowhere", PATIENCE))
        .hasMessage("handler class dev.mediajobs.Nowhere is not on the class path");
    assertThatThrownBy(() -> function("java.lang.String", PATIENCE))
        .hasMessageContaining("is neither a RequestStreamHandler nor a RequestHandler");
    assertThatThrownBy(() -> function(Unmakeable.class.getName(), PATIENCE))
        .hasMessageContaining("has no public constructor that takes a Map<String, String>");
    assertThatThrownBy(() -> function(Probe.class.getName() + "::other", PATIENCE))
        .hasMessageContaining("the method must be handleRequest");
  }

  private static LambdaFunction function(String handler, Duration timeout) {
    FunctionDefinition definition =
        new FunctionDefinition(
            "probe", "arn:aws:lambda:us-east-1:0:function:probe", handler, timeout, 128, Map.of());
    return LambdaFunction.of(definition, LambdaFunctionTest.class.getClassLoader());
  }

  private static String answer(LambdaFunction function, String event) throws InterruptedException {
    Outcome outcome = function.invoke(bytes(event), "id", PATIENCE);
    return outcome instanceof Outcome.Answered(String payload) ? payload : outcome.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Answers its event and notices when it is called twice at once. */
  public static final class Probe implements RequestStreamHandler, AutoCloseable {
    private static final AtomicInteger made = new AtomicInteger();
    private static final AtomicInteger closed = new AtomicInteger();
    private static final AtomicBoolean overlapped = new AtomicBoolean();
    private static volatile CountDownLatch gate = new CountDownLatch(0);

    private final AtomicBoolean busy = new AtomicBoolean();

    public Probe(Map<String, String> environment) {
      assertThat(environment).isEmpty();
      made.incrementAndGet();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      if (!busy.compareAndSet(false, true)) {
        overlapped.set(true);
      }
      try {
        gate.await();
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        output.write(event.equals("large") ? new byte[7_000_000] : bytes(event));
      } catch (InterruptedException stopped) {
        throw new IOException(stopped);
      } finally {
        busy.set(false);
      }
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  /** Can't be made. */
  public static final class Broken implements RequestStreamHandler {
    public Broken(Map<String, String> environment) {
      throw new IllegalStateException("no such table");
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {}
  }

  /** Has no constructor for the environment. */
  public static final class Unmakeable implements RequestHandler<String, String> {
    @Override
    public String handleRequest(String input, Context context) {
      return input;
    }
  }
}
