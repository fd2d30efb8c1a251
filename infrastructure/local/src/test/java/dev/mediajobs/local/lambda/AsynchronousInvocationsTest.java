package dev.mediajobs.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsynchronousInvocationsTest {

  private static final Duration SOON = Duration.ofMinutes(1);

  private LambdaFunction function;

  @BeforeEach
  void make() {
    Target.requestIds.clear();
    Target.gate = new CountDownLatch(0);
    function =
        LambdaFunction.of(
            new FunctionDefinition(
                "target",
                "arn:aws:lambda:us-east-1:0:function:target",
                Target.class.getName(),
                SOON,
                128,
                Map.of()),
            getClass().getClassLoader());
  }

  @AfterEach
  void close() {
    function.close();
  }

  @Test
  void anEventThatFailsIsTriedThreeTimesWithOneRequestId() {
    try (AsynchronousInvocations invocations =
        new AsynchronousInvocations(
            function, List.of(Duration.ofMillis(1), Duration.ofMillis(1)))) {
      invocations.send("\"fail\"");

      await().atMost(SOON).until(() -> Target.requestIds.size() == 3);
      assertThat(Target.requestIds).containsOnly(Target.requestIds.element());
    }
  }

  @Test
  void anEventThatWasHandledIsNotTriedAgain() {
    try (AsynchronousInvocations invocations =
        new AsynchronousInvocations(function, List.of(Duration.ofMillis(1)))) {
      invocations.send("\"fine\"");
      invocations.send("\"fail\"");

      await().atMost(SOON).until(() -> Target.requestIds.size() == 3);
    }
    assertThat(Target.requestIds.stream().distinct()).hasSize(2);
  }

  @Test
  void aSlowInvocationDoesNotHoldUpTheNext() throws Exception {
    Target.gate = new CountDownLatch(2);
    try (AsynchronousInvocations invocations = new AsynchronousInvocations(function)) {
      invocations.send("\"wait\"");
      invocations.send("\"wait\"");

      assertThat(Target.gate.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void whatExceedsTheBoundIsDroppedSoThatASlowFunctionPilesUpNoEvents() {
    Target.gate = new CountDownLatch(65);
    try (AsynchronousInvocations invocations = new AsynchronousInvocations(function)) {
      for (int i = 0; i < 70; i++) {
        invocations.send("\"wait\"");
      }
      await().atMost(SOON).until(() -> Target.gate.getCount() == 1);
      assertThat(Target.requestIds).hasSize(64);
    }
  }

  /** Fails, or waits for others, when its event says so. */
  public static final class Target implements RequestHandler<String, String> {
    private static final ConcurrentLinkedQueue<String> requestIds = new ConcurrentLinkedQueue<>();
    private static volatile CountDownLatch gate = new CountDownLatch(0);

    public Target(Map<String, String> environment) {
      assertThat(environment).isEmpty();
    }

    @Override
    public String handleRequest(String input, Context context) {
      requestIds.add(context.getAwsRequestId());
      if (input.equals("fail")) {
        throw new IllegalStateException("asked to");
      }
      if (input.equals("wait")) {
        gate.countDown();
        try {
          gate.await();
        } catch (InterruptedException stopped) {
          throw new IllegalStateException(stopped);
        }
      }
      return input;
    }
  }
}
