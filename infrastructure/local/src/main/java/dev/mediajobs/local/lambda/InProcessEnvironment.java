package dev.mediajobs.local.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One handler instance in this process and the one thread that ever calls it. */
final class InProcessEnvironment implements ExecutionEnvironment {

  private static final Logger LOG = LoggerFactory.getLogger(InProcessEnvironment.class);
  private static final Duration STOP = Duration.ofSeconds(3);

  private final FunctionDefinition function;
  private final Handler handler;
  private final ExecutorService thread;
  private volatile boolean ended;

  private InProcessEnvironment(
      FunctionDefinition function, Handler handler, ExecutorService thread) {
    this.function = function;
    this.handler = handler;
    this.thread = thread;
  }

  static InProcessEnvironment create(FunctionDefinition function, HandlerClass type)
      throws Exception {
    Handler handler = type.create(function.environment());
    return new InProcessEnvironment(
        function,
        handler,
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name(function.name() + "-", 0).factory()));
  }

  /** The handler has been made already. */
  @Override
  public void awaitInitialised() {}

  @Override
  public Optional<Outcome> invoke(byte[] event, String requestId) throws InterruptedException {
    return Optional.of(outcome(event, requestId));
  }

  private Outcome outcome(byte[] event, String requestId) throws InterruptedException {
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
      return Outcome.of(answer);
    } catch (ExecutionException thrown) {
      return new Outcome.Failed(thrown.getCause() == null ? thrown : thrown.getCause());
    } catch (TimeoutException late) {
      stop(running);
      LOG.warn("{} took longer than {} and was interrupted", function.name(), function.timeout());
      return new Outcome.TimedOut(function.timeout());
    } catch (InterruptedException stopping) {
      stop(running);
      throw stopping;
    }
  }

  /** Nobody knows when the handler will notice, so it is not asked again. */
  private void stop(Future<byte[]> running) {
    ended = true;
    running.cancel(true);
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public Optional<ProcessHandle> process() {
    return Optional.empty();
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
