package dev.mediajobs.benchmarks;

import dev.mediajobs.local.isolated.IsolatedEnvironments;
import dev.mediajobs.local.lambda.EnvironmentFactory;
import dev.mediajobs.local.lambda.ExecutionEnvironment;
import dev.mediajobs.local.lambda.FunctionDefinition;
import dev.mediajobs.local.lambda.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a process of a function takes from its start until it is ready for an event, until its
 * first answer, and until its second, behind AWS's runtime interface client with the template's
 * memory. The first argument is the template's path.
 */
final class ColdStart {

  private static final int TIMES = 5;
  private static final Duration TIMEOUT = Duration.ofSeconds(29);

  private ColdStart() {}

  private record Times(Duration ready, Duration first, Duration second) {}

  public static void main(String[] arguments) throws Exception {
    Path template = Path.of(arguments[0]);
    Path events = template.toAbsolutePath().resolveSibling("events");
    try (RecordingStack stack = RecordingStack.start(template);
        IsolatedEnvironments environments = IsolatedEnvironments.open()) {
      EnvironmentFactory api =
          environments.of(
              function("dev.mediajobs.api.ApiHandler", 1024, stack.environmentOf("ApiFunction")));
      EnvironmentFactory worker =
          environments.of(
              function("dev.mediajobs.worker.WorkerHandler", 1792, stack.workerEnvironment()));
      byte[] upload = Files.readAllBytes(events.resolve("api-create-upload.json"));
      byte[] due = Files.readAllBytes(events.resolve("worker-job-due.json"));
      List<Times> apiTimes = new ArrayList<>();
      List<Times> workerTimes = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        apiTimes.add(measured(api, upload));
        workerTimes.add(measured(worker, due));
      }
      report("api, a row written", apiTimes);
      report("worker, a row read", workerTimes);
    }
    // The embedded servers leave threads behind.
    System.exit(0);
  }

  private static FunctionDefinition function(
      String type, int memory, Map<String, String> environment) {
    return new FunctionDefinition(
        "measured", "arn", type + "::handleRequest", TIMEOUT, memory, environment);
  }

  private static Times measured(EnvironmentFactory factory, byte[] event) throws Exception {
    long start = System.nanoTime();
    try (ExecutionEnvironment environment = factory.create()) {
      environment.awaitInitialised();
      long ready = System.nanoTime();
      answered(environment, event);
      long first = System.nanoTime();
      answered(environment, event);
      long second = System.nanoTime();
      return new Times(
          Duration.ofNanos(ready - start),
          Duration.ofNanos(first - ready),
          Duration.ofNanos(second - first));
    }
  }

  private static void answered(ExecutionEnvironment environment, byte[] event)
      throws InterruptedException {
    Outcome outcome = environment.invoke(event, "measured").orElseThrow();
    if (!(outcome instanceof Outcome.Answered(String answer)) || answer.contains("errorType")) {
      throw new IllegalStateException("this is no answer: " + outcome);
    }
  }

  private static void report(String what, List<Times> times) {
    System.out.printf(
        Locale.ROOT,
        "%-20s ready after %d ms, first answer %d ms later, second answer in %d ms%n",
        what,
        median(times.stream().map(Times::ready).toList()).toMillis(),
        median(times.stream().map(Times::first).toList()).toMillis(),
        median(times.stream().map(Times::second).toList()).toMillis());
  }

  private static Duration median(List<Duration> durations) {
    return durations.stream().sorted().toList().get(durations.size() / 2);
  }
}
