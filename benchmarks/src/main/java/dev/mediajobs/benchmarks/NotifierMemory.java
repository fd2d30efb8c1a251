package dev.mediajobs.benchmarks;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.mediajobs.local.EmbeddedStack;
import dev.mediajobs.local.StackOptions;
import dev.mediajobs.notifier.NotifierHandler;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/**
 * What of the notifier's heap is in use after so many events, in a JVM of its own with a heap of 64
 * MB: a hundred thousand ends of jobs, each told to the sockets' table and the bus of the embedded
 * stack, and marked as told. The first argument is the template's path.
 */
public final class NotifierMemory {

  private static final int EVENTS = 100_000;
  private static final int BATCH = 25;
  private static final int BETWEEN_LOOKS = 10_000;
  private static final Path SAMPLE = Path.of("../events/notifier-job-ended.json");

  private NotifierMemory() {}

  /**
   * Measures and prints.
   *
   * @param arguments the template
   */
  public static void main(String[] arguments) throws Exception {
    StackOptions options =
        StackOptions.of(Path.of(arguments[0]), (_, _, _, _) -> new NoTranscribe());
    int status;
    try (EmbeddedStack stack = EmbeddedStack.start(options)) {
      ProcessBuilder notifier =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Notifier.class.getName())
              .inheritIO();
      notifier.environment().putAll(stack.environmentOf("NotifierFunction"));
      status = notifier.start().waitFor();
    }
    System.exit(status);
  }

  /** The function in its own process. */
  static final class Notifier {

    private static final JsonMapper JSON = new JsonMapper();

    private Notifier() {}

    public static void main(String[] arguments) throws Exception {
      NotifierHandler notifier = new NotifierHandler(System.getenv());
      MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
      JsonNode sample = JSON.readTree(Files.readString(SAMPLE)).path("Records").path(0);
      for (int told = 0; told < EVENTS; told += BATCH) {
        StreamsEventResponse answer = notifier.handleRequest(event(sample), Invocation.context());
        if (!answer.getBatchItemFailures().isEmpty()) {
          throw new IllegalStateException("an event could not be told");
        }
        if ((told + BATCH) % BETWEEN_LOOKS == 0) {
          memory.gc();
          System.out.printf(
              Locale.ROOT,
              "%,d events: %.1f MB of heap in use%n",
              told + BATCH,
              memory.getHeapMemoryUsage().getUsed() / 1e6);
        }
      }
      System.exit(0);
    }

    /** Of other jobs each time, read as Lambda reads it. */
    private static DynamodbEvent event(JsonNode sample) {
      ObjectNode event = JSON.createObjectNode();
      ArrayNode records = event.putArray("Records");
      String text = sample.toString();
      String id = sample.findValue("job_id").path("S").asText();
      for (int number = 0; number < BATCH; number++) {
        records.addRawValue(new RawValue(text.replace(id, UUID.randomUUID().toString())));
      }
      return LambdaEventSerializers.serializerFor(
              DynamodbEvent.class, NotifierMemory.class.getClassLoader())
          .fromJson(event.toString());
    }
  }
}
