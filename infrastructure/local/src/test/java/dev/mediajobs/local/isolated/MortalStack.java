package dev.mediajobs.local.isolated;

import dev.mediajobs.local.lambda.FunctionDefinition;
import dev.mediajobs.local.lambda.LambdaFunction;
import dev.mediajobs.local.lambda.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A program with one isolated function, which is busy and has started another program. */
final class MortalStack {

  private static final Duration LONG = Duration.ofMinutes(5);

  private MortalStack() {}

  public static void main(String[] arguments) throws Exception {
    LambdaFunction function =
        LambdaFunction.of(
            new FunctionDefinition(
                "mortal", "arn", IsolatedHandler.class.getName(), LONG, 256, Map.of()),
            IsolatedEnvironments.open());
    Outcome started = invoke(function, "{\"do\":\"child\"}");
    System.out.println(started + " in " + function.processes().getFirst().pid());
    System.out.println(invoke(function, "{\"do\":\"spin\"}"));
  }

  private static Outcome invoke(LambdaFunction function, String event) throws InterruptedException {
    return function.invoke(event.getBytes(StandardCharsets.UTF_8), "id", LONG);
  }
}
