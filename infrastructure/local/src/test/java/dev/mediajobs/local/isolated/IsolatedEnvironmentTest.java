package dev.mediajobs.local.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.local.lambda.FunctionDefinition;
import dev.mediajobs.local.lambda.FunctionException;
import dev.mediajobs.local.lambda.LambdaFunction;
import dev.mediajobs.local.lambda.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "the runtime interface client has its native part for Linux only")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolatedEnvironmentTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Map<String, String> VARIABLES = Map.of("TABLE", "jobs");

  private final List<LambdaFunction> functions = new ArrayList<>();
  private IsolatedEnvironments environments;
  private LambdaFunction common;

  @BeforeAll
  void open() throws IOException {
    environments = IsolatedEnvironments.open();
    common = make(IsolatedHandler.class, PATIENCE, 512);
  }

  @AfterEach
  void closeFunctions() {
    functions.forEach(LambdaFunction::close);
    functions.clear();
  }

  @AfterAll
  void close() {
    common.close();
    environments.close();
  }

  @Test
  void anEnvironmentIsUsedAgain() throws Exception {
    JsonNode first = answer(common, "{\"do\":\"count\"}");
    JsonNode second = answer(common, "{\"do\":\"count\"}");

    assertThat(second.path("pid")).isEqualTo(first.path("pid"));
    assertThat(second.path("times").asInt()).isEqualTo(first.path("times").asInt() + 1);
    assertThat(common.processes())
        .extracting(ProcessHandle::pid)
        .containsExactly(first.path("pid").asLong())
        .doesNotContain(ProcessHandle.current().pid());
  }

  @Test
  void oneThatWasKilledIsReplaced() throws Exception {
    long first = answer(common, "{\"do\":\"count\"}").path("pid").asLong();
    ProcessHandle killed = common.processes().getFirst();
    assertThat(killed.destroyForcibly()).isTrue();
    killed.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    JsonNode next = answer(common, "{\"do\":\"count\"}");

    assertThat(next.path("pid").asLong()).isNotEqualTo(first);
    assertThat(next.path("times").asInt()).isEqualTo(1);
  }

  @Test
  void invocationsAtOnceHaveEnvironmentsOfTheirOwn() throws Exception {
    LambdaFunction function = function(IsolatedHandler.class, PATIENCE, 256);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> busy = callers.submit(() -> invoke(function, "{\"do\":\"spin\"}"));
      await().atMost(PATIENCE).until(() -> function.processes().size() == 1);
      ProcessHandle first = function.processes().getFirst();

      long second = answer(function, "{\"do\":\"count\"}").path("pid").asLong();

      assertThat(function.processes())
          .extracting(ProcessHandle::pid)
          .containsExactlyInAnyOrder(first.pid(), second);
      assertThat(busy.isDone()).isFalse();
      first.destroyForcibly();
      assertThat(error(busy.get()).type()).isEqualTo("Runtime.ExitError");
    }
  }

  @Test
  void theEnvironmentVariablesAreTheFunctionsAndWhatLambdaAdds() throws Exception {
    JsonNode variables = answer(common, "{\"do\":\"environment\"}");

    assertThat(variables.path("TABLE").asText()).isEqualTo("jobs");
    assertThat(variables.path("_HANDLER").asText())
        .isEqualTo(IsolatedHandler.class.getName() + "::handleRequest");
    assertThat(variables.path("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("512");
    List<String> names = new ArrayList<>();
    variables.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> name.startsWith("AWS_LAMBDA_"));
    assertThat(names)
        .containsExactlyInAnyOrder(
            "TABLE", "_HANDLER", "AWS_EXECUTION_ENV", "LAMBDA_TASK_ROOT", "LANG", "TZ");
  }

  @Test
  void theHandlerIsToldAboutItsInvocation() throws Exception {
    JsonNode context = answer(common, "{\"do\":\"context\"}");

    assertThat(context.path("id").asText()).isEqualTo("id");
    assertThat(context.path("function").asText()).isEqualTo("isolated");
    assertThat(context.path("arn").asText()).isEqualTo("arn:aws:lambda:us-east-1:0:function:f");
    assertThat(context.path("memory").asInt()).isEqualTo(512);
    assertThat(context.path("remaining").asLong())
        .isBetween(PATIENCE.toMillis() / 2, PATIENCE.toMillis());
  }

  @Test
  void aHandlersErrorIsToldWithTypeAndMessageAndEndsNothing() throws Exception {
    JsonNode before = answer(common, "{\"do\":\"count\"}");

    FunctionException error = error(invoke(common, "{\"do\":\"fail\"}"));

    assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error).hasMessage("java.lang.IllegalStateException: asked to");
    assertThat(answer(common, "{\"do\":\"count\"}").path("pid")).isEqualTo(before.path("pid"));
  }

  @Test
  void aHandlerThatCantBeMadeFailsTheInvocation() throws Exception {
    FunctionException error = error(invoke(function(UnmakeableHandler.class, PATIENCE, 256), "{}"));

    assertThat(error).hasMessage("java.lang.IllegalStateException: no such table");
  }

  @Test
  void aHandlerThatIsNotThereIsRefusedAtStart() {
    FunctionDefinition nowhere =
        new FunctionDefinition("f", "arn", "dev.mediajobs.Nowhere", PATIENCE, 128, Map.of());

    assertThatThrownBy(() -> environments.of(nowhere))
        .hasMessage("handler class dev.mediajobs.Nowhere is not on the class path");
  }

  @Test
  void aProcessThatEndsByItselfFailsTheInvocation() throws Exception {
    assertThat(error(invoke(common, "{\"do\":\"exit\"}")))
        .hasMessage("Runtime.ExitError: Runtime exited with error: exit status 3");
    assertThat(answer(common, "{\"do\":\"count\"}").path("times").asInt()).isEqualTo(1);
  }

  @Test
  void anAnswerOverLambdasLimitIsAFailure() throws Exception {
    assertThat(error(invoke(common, "{\"do\":\"large\"}")).type())
        .isEqualTo("Function.ResponseSizeTooLarge");
    assertThat(answer(common, "{\"do\":\"count\"}").path("times").asInt()).isPositive();
  }

  @Test
  void aHandlerThatTakesTooLongIsKilled() throws Exception {
    LambdaFunction function = function(IsolatedHandler.class, Duration.ofSeconds(3), 256);
    long child = answer(function, "{\"do\":\"child\"}").path("pid").asLong();
    ProcessHandle environment = function.processes().getFirst();

    assertThat(invoke(function, "{\"do\":\"spin\"}"))
        .isEqualTo(new Outcome.TimedOut(Duration.ofSeconds(3)));

    assertThat(environment.isAlive()).isFalse();
    awaitEnd(child);
    assertThat(answer(function, "{\"do\":\"count\"}").path("times").asInt()).isEqualTo(1);
  }

  @Test
  void aFullHeapIsTheHandlersErrorAndTheEndOfItsEnvironment() throws Exception {
    LambdaFunction function = function(IsolatedHandler.class, PATIENCE, 256);

    assertThat(error(invoke(function, "{\"do\":\"exhaust\"}")).type())
        .isIn("java.lang.OutOfMemoryError", "Runtime.ExitError");
    assertThat(answer(function, "{\"do\":\"count\"}").path("times").asInt()).isEqualTo(1);
  }

  @Test
  void moreMemoryThanTheFunctionHasIsTheEnd() throws Exception {
    LambdaFunction function = function(IsolatedHandler.class, PATIENCE, 256);

    assertThat(error(invoke(function, "{\"do\":\"hoard\",\"megabytes\":200}")))
        .hasMessage("Runtime.ExitError: Runtime exited with error: signal: killed");
  }

  @Test
  void theMemoryOfAProgramThatTheHandlerStartedCountsToo() throws Exception {
    LambdaFunction function = function(IsolatedHandler.class, PATIENCE, 256);

    assertThat(error(invoke(function, "{\"do\":\"child\",\"megabytes\":240}")))
        .hasMessage("Runtime.ExitError: Runtime exited with error: signal: killed");
  }

  @Test
  void aSuspendedProcessGoesOnWhereItWas() throws Exception {
    long pid = answer(common, "{\"do\":\"count\"}").path("pid").asLong();
    try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<JsonNode> answer;
      try (Suspension _ = Suspension.of(pid)) {
        answer = caller.submit(() -> answer(common, "{\"do\":\"count\"}"));
        await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());
      }

      assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).path("pid").asLong())
          .isEqualTo(pid);
    }
  }

  @Test
  void aKilledEnvironmentLeavesNoProgramBehind() throws Exception {
    LambdaFunction function = function(IsolatedHandler.class, PATIENCE, 256);
    long child = answer(function, "{\"do\":\"child\"}").path("pid").asLong();

    function.processes().getFirst().destroyForcibly();

    awaitEnd(child);
  }

  @Test
  void nothingOutlivesAClosedFunction() throws Exception {
    LambdaFunction function = function(IsolatedHandler.class, PATIENCE, 256);
    long child = answer(function, "{\"do\":\"child\"}").path("pid").asLong();
    ProcessHandle environment = function.processes().getFirst();

    function.close();

    assertThat(environment.isAlive()).isFalse();
    awaitEnd(child);
  }

  private static void awaitEnd(long pid) {
    await().atMost(PATIENCE).until(() -> !RunningProcess.is(pid));
  }

  private LambdaFunction function(Class<?> handler, Duration timeout, int memory) {
    LambdaFunction made = make(handler, timeout, memory);
    functions.add(made);
    return made;
  }

  private LambdaFunction make(Class<?> handler, Duration timeout, int memory) {
    return LambdaFunction.of(
        new FunctionDefinition(
            "isolated",
            "arn:aws:lambda:us-east-1:0:function:f",
            handler.getName() + "::handleRequest",
            timeout,
            memory,
            VARIABLES),
        environments);
  }

  private static Outcome invoke(LambdaFunction function, String event) throws InterruptedException {
    return function.invoke(event.getBytes(StandardCharsets.UTF_8), "id", PATIENCE);
  }

  private static JsonNode answer(LambdaFunction function, String event) throws Exception {
    Outcome outcome = invoke(function, event);
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return JSON.readTree(((Outcome.Answered) outcome).payload());
  }

  private static FunctionException error(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Throwable cause = ((Outcome.Failed) outcome).cause();
    assertThat(cause).isInstanceOf(FunctionException.class);
    return (FunctionException) cause;
  }
}
