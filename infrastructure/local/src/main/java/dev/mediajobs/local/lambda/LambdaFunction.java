package dev.mediajobs.local.lambda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function that can be invoked. As on Lambda there are as many instances of its handler as
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
  private final HandlerClass type;
  private final Semaphore capacity = new Semaphore(MOST_AT_ONCE, true);
  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Set<ExecutionEnvironment> all = ConcurrentHashMap.newKeySet();

  private LambdaFunction(FunctionDefinition definition, HandlerClass type) {
    this.definition = definition;
    this.type = type;
  }

  /**
   * Finds the function's handler class; an instance is made by the first invocation.
   *
   * @throws IllegalArgumentException if there is no such class or it is no handler
   */
  public static LambdaFunction of(FunctionDefinition definition, ClassLoader loader) {
    return new LambdaFunction(definition, HandlerClass.find(definition.handler(), loader));
  }

  /** What was declared. */
  public FunctionDefinition definition() {
    return definition;
  }

  /**
   * Invokes the function and waits for its end.
   *
   * @param event JSON, up to 6 MiB
   * @param requestId what the handler is told as its request id
   * @param patience how long to wait for a free instance
   * @throws InterruptedException if this thread is interrupted while it waits; the handler is
   *     interrupted too
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
      return invokeNow(event, requestId);
    } finally {
      capacity.release();
    }
  }

  private Outcome invokeNow(byte[] event, String requestId) throws InterruptedException {
    ExecutionEnvironment environment;
    try {
      environment = borrow();
    } catch (Exception failure) {
      LOG.error("{} could not start", definition.name(), failure);
      return new Outcome.Failed(failure);
    }
    boolean reusable = false;
    try {
      Outcome outcome = environment.invoke(event, requestId);
      reusable = !(outcome instanceof Outcome.TimedOut);
      if (outcome instanceof Outcome.Failed(Throwable cause)) {
        LOG.error("{} failed", definition.name(), cause);
      }
      return outcome;
    } finally {
      giveBack(environment, reusable);
    }
  }

  private ExecutionEnvironment borrow() throws Exception {
    synchronized (idle) {
      ExecutionEnvironment free = idle.pollLast();
      if (free != null) {
        return free;
      }
    }
    ExecutionEnvironment created = ExecutionEnvironment.create(definition, type);
    all.add(created);
    return created;
  }

  private void giveBack(ExecutionEnvironment environment, boolean reusable) {
    if (reusable) {
      synchronized (idle) {
        idle.addLast(environment);
      }
    } else if (all.remove(environment)) {
      // It may take its time to notice the interruption; nobody should wait for that.
      Thread.ofVirtual().name(definition.name() + "-end").start(environment::close);
    }
  }

  /**
   * Interrupts what still runs and closes all instances that can be closed; call it when nobody
   * invokes any more.
   */
  @Override
  public void close() {
    List<ExecutionEnvironment> closing = new ArrayList<>(all);
    all.clear();
    List<Thread> closers =
        closing.stream().map(environment -> Thread.ofVirtual().start(environment::close)).toList();
    for (Thread closer : closers) {
      try {
        closer.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
