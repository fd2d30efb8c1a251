package dev.mediajobs.local.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One handler instance and the one thread that ever calls it. Not for use by several threads at
 * once.
 */
final class ExecutionEnvironment implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutionEnvironment.class);
  private static final Duration STOP = Duration.ofSeconds(3);

  /** Lambda's limit for what a function answers. */
  private static final int LARGEST_ANSWER = 6_291_556;

  private final FunctionDefinition function;
  private final Handler handler;
  private final ExecutorService thread;

  private ExecutionEnvironment(
      FunctionDefinition function, Handler handler, ExecutorService thread) {
    this.function = function;
    this.handler = handler;
    this.thread = thread;
  }

  static ExecutionEnvironment create(FunctionDefinition function, HandlerClass type)
      throws Exception {
    Handler handler = type.create(function.environment());
    return new ExecutionEnvironment(
        function,
        handler,
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name(function.name() + "-", 0).factory()));
  }

  Outcome invoke(byte[] event, String requestId) throws InterruptedException {
    Future<byte[]> running =
        thread.submit(
            () -> {
              ByteArrayOutputStream answer = new ByteArrayOutputStream();
              handler.handle(
                  new ByteArrayInputStream(event), answer, new LocalContext(function, requestId));
              return answer.toByteArray();
            });
    try {
      byte[] answer = running.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return answer.length <= LARGEST_ANSWER
          ? new Outcome.Answered(new String(answer, StandardCharsets.UTF_8))
          : new Outcome.Failed(
              new IllegalStateException(
                  "the answer of "
                      + answer.length
                      + " bytes exceeds Lambda's limit of "
                      + LARGEST_ANSWER));
    } catch (ExecutionException thrown) {
      return new Outcome.Failed(thrown.getCause() == null ? thrown : thrown.getCause());
    } catch (TimeoutException late) {
      running.cancel(true);
      LOG.warn("{} took longer than {} and was interrupted", function.name(), function.timeout());
      return new Outcome.TimedOut(function.timeout());
    } catch (InterruptedException stopping) {
      running.cancel(true);
      throw stopping;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} still runs although it was interrupted", function.name());
      }
      handler.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
