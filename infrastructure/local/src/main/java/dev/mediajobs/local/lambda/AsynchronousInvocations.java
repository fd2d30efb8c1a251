package dev.mediajobs.local.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invokes a function without waiting for it, as Lambda does for EventBridge ("Invoking a Lambda
 * function asynchronously" in the Lambda guide). Invocations may overlap: a function that takes
 * longer than the time between two events runs twice at once, here as there. One that fails is
 * tried twice more, after one minute and after another two, with the same event and request id.
 */
public final class AsynchronousInvocations implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AsynchronousInvocations.class);

  /** How long Lambda keeps an event for which there is no free instance. */
  private static final Duration LONGEST_IN_QUEUE = Duration.ofHours(6);

  private static final List<Duration> PAUSES_BEFORE_RETRIES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

  /** Lambda queues without a bound; here an event over this many unfinished ones is dropped. */
  private static final int MOST_UNFINISHED = 64;

  private final LambdaFunction function;
  private final List<Duration> pauses;
  private final Semaphore room = new Semaphore(MOST_UNFINISHED);
  private final ExecutorService invocations = Executors.newVirtualThreadPerTaskExecutor();

  /** Of {@code function}, which is not closed with this. */
  public AsynchronousInvocations(LambdaFunction function) {
    this(function, PAUSES_BEFORE_RETRIES);
  }

  /** The same with other pauses, one before each retry. */
  AsynchronousInvocations(LambdaFunction function, List<Duration> pauses) {
    this.function = function;
    this.pauses = List.copyOf(pauses);
  }

  /**
   * Invokes the function soon.
   *
   * @param event JSON
   * @throws java.util.concurrent.RejectedExecutionException after the end
   */
  public void send(String event) {
    if (!room.tryAcquire()) {
      LOG.warn(
          "{} has {} unfinished invocations; an event was dropped",
          function.definition().name(),
          MOST_UNFINISHED);
      return;
    }
    boolean accepted = false;
    try {
      invocations.execute(() -> invoke(event.getBytes(StandardCharsets.UTF_8)));
      accepted = true;
    } finally {
      if (!accepted) {
        room.release();
      }
    }
  }

  private void invoke(byte[] event) {
    String requestId = UUID.randomUUID().toString();
    try {
      boolean answered = answers(event, requestId);
      for (Duration pause : pauses) {
        if (!answered) {
          Thread.sleep(pause);
          answered = answers(event, requestId);
        }
      }
      if (!answered) {
        LOG.error("{} failed in all tries; the event is lost", function.definition().name());
      }
    } catch (InterruptedException stopping) {
      LOG.debug("an invocation was ended with the stack", stopping);
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  private boolean answers(byte[] event, String requestId) throws InterruptedException {
    return function.invoke(event, requestId, LONGEST_IN_QUEUE) instanceof Outcome.Answered;
  }

  /** Takes no more events, and interrupts what runs or waits for a retry. */
  @Override
  public void close() {
    invocations.shutdownNow();
  }
}
