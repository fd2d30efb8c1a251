package dev.mediajobs.local.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function that can be invoked. As on Lambda there are as many execution environments as
 * invocations ran at once, each made when first needed and used again; safe for use by many
 * threads.
 */
public final class LambdaFunction implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LambdaFunction.class);

  /** Lambda's limit for the event of a synchronous invocation. */
  private static final int LARGEST_EVENT = 6_291_456;

  /** Far under an account's 1,000 on AWS, because here they share one machine. */
  private static final int MOST_AT_ONCE = 64;

  private final FunctionDefinition definition;
  private final EnvironmentPool environments;
  private final Semaphore capacity = new Semaphore(MOST_AT_ONCE, true);

  private LambdaFunction(FunctionDefinition definition, EnvironmentPool environments) {
    this.definition = definition;
    this.environments = environments;
  }

  /**
   * A function whose handlers live in this process; the first one is made by the first invocation.
   *
   * @throws IllegalArgumentException if there is no such class or it is no handler
   */
  public static LambdaFunction of(FunctionDefinition definition, ClassLoader loader) {
    return of(definition, Environments.inProcess(loader));
  }

  /**
   * A function with this kind of execution environment; the first one is made by the first
   * invocation.
   *
   * @throws IllegalArgumentException if its handler can't be used; the message says why
   */
  public static LambdaFunction of(FunctionDefinition definition, Environments environments) {
    return new LambdaFunction(
        definition, new EnvironmentPool(definition.name(), environments.of(definition)));
  }

  /** What was declared. */
  public FunctionDefinition definition() {
    return definition;
  }

  /**
   * The processes of its environments that are alive now, those without work too; none when the
   * environments are in this process. Programs that a handler started are descendants of these.
   */
  public List<ProcessHandle> processes() {
    return environments.processes();
  }

  /**
   * Invokes the function and waits for its end.
   *
   * @param event JSON, up to 6 MiB
   * @param requestId what the handler is told as its request id
   * @param patience how long to wait until fewer invocations than are allowed at once are running
   * @throws InterruptedException if this thread is interrupted while it waits; the handler is
   *     stopped too
   */
  public Outcome invoke(byte[] event, String requestId, Duration patience)
      throws InterruptedException {
    if (event.length > LARGEST_EVENT) {
      return new Outcome.TooLarge(event.length);
    }
    if (!capacity.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return new Outcome.Throttled();
    }
    try {
      Outcome outcome = invokeNow(event, requestId);
      if (outcome instanceof Outcome.Failed(Throwable cause)) {
        LOG.error("{} failed", definition.name(), cause);
      }
      return outcome;
    } finally {
      capacity.release();
    }
  }

  private Outcome invokeNow(byte[] event, String requestId) throws InterruptedException {
    while (true) {
      ExecutionEnvironment environment;
      try {
        environment = environments.borrow();
      } catch (InterruptedException stopping) {
        throw stopping;
      } catch (Exception failure) {
        return new Outcome.Failed(failure);
      }
      try {
        Optional<Outcome> outcome = environment.invoke(event, requestId);
        if (outcome.isPresent()) {
          return outcome.get();
        }
      } finally {
        environments.giveBack(environment);
      }
    }
  }

  /** Stops what still runs and closes all environments; call it when nobody invokes any more. */
  @Override
  public void close() {
    environments.close();
  }
}
