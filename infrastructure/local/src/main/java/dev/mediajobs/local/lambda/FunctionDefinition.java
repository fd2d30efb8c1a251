package dev.mediajobs.local.lambda;

import java.time.Duration;
import java.util.Map;

/**
 * A function as the template declares it.
 *
 * @param name its name
 * @param arn its ARN
 * @param handler class of the handler, with or without {@code ::method}
 * @param timeout how long one invocation may take
 * @param memoryMegabytes what the handler is told about its memory; enforced where it has a process
 *     of its own
 * @param environment environment variables; in this process they are given to the handler's
 *     constructor
 */
public record FunctionDefinition(
    String name,
    String arn,
    String handler,
    Duration timeout,
    int memoryMegabytes,
    Map<String, String> environment) {
  /** Keeps a copy of the environment. */
  public FunctionDefinition {
    environment = Map.copyOf(environment);
  }
}
