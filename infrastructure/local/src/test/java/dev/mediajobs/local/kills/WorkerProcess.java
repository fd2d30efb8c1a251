package dev.mediajobs.local.kills;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.faults.Worker;
import dev.mediajobs.local.isolated.IsolatedEnvironments;
import dev.mediajobs.local.isolated.Suspension;
import dev.mediajobs.local.lambda.FunctionDefinition;
import dev.mediajobs.local.lambda.LambdaFunction;
import dev.mediajobs.local.lambda.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A worker in a process of its own; another process takes the place of one that was killed. */
final class WorkerProcess implements Worker, AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  /** So little that a worker begins no step and hands its job over. */
  private static final Duration TOO_LITTLE_TIME = Duration.ofSeconds(45);

  private static final int MEMORY_MEGABYTES = 1792;

  private final LambdaFunction function;
  private final Queue<Suspension> suspensions = new ConcurrentLinkedQueue<>();

  private WorkerProcess(LambdaFunction function) {
    this.function = function;
  }

  static WorkerProcess with(Map<String, String> environment, IsolatedEnvironments environments) {
    return with(TIMEOUT, environment, environments);
  }

  static WorkerProcess withoutTime(
      Map<String, String> environment, IsolatedEnvironments environments) {
    return with(TOO_LITTLE_TIME, environment, environments);
  }

  private static WorkerProcess with(
      Duration timeout, Map<String, String> environment, IsolatedEnvironments environments) {
    return new WorkerProcess(
        LambdaFunction.of(
            new FunctionDefinition(
                "worker",
                "arn:aws:lambda:eu-central-1:000000000000:function:worker",
                "dev.mediajobs.worker.WorkerHandler::handleRequest",
                timeout,
                MEMORY_MEGABYTES,
                environment),
            environments));
  }

  @Override
  public boolean takes(String message) {
    try {
      String id = UUID.randomUUID().toString();
      return function.invoke(event(message).getBytes(StandardCharsets.UTF_8), id, TIMEOUT)
              instanceof Outcome.Answered(String answer)
          && !answer.contains("itemIdentifier");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String event(String message) {
    ObjectNode event = JSON.createObjectNode();
    ObjectNode sqsRecord = event.putArray("Records").addObject();
    sqsRecord.put("messageId", UUID.randomUUID().toString());
    sqsRecord.put("body", message);
    sqsRecord.put("eventSource", "aws:sqs");
    return event.toString();
  }

  /** SIGKILL; returns when it is dead. */
  void kill() {
    for (ProcessHandle process : function.processes()) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  /** Returns when nothing of it runs any more; ffmpeg, should it run, goes on. */
  void suspend() {
    for (ProcessHandle process : function.processes()) {
      suspensions.add(Suspension.of(process.pid()));
    }
  }

  void goOn() {
    suspensions.forEach(Suspension::close);
    suspensions.clear();
  }

  @Override
  public void close() {
    function.close();
  }
}
