package dev.mediajobs.local.isolated;

import dev.mediajobs.local.lambda.ExecutionEnvironment;
import dev.mediajobs.local.lambda.FunctionDefinition;
import dev.mediajobs.local.lambda.FunctionException;
import dev.mediajobs.local.lambda.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An execution environment that is a process, and the programs this one starts. It is killed when
 * they need more memory than the function has, when an invocation takes longer than the function's
 * timeout, and when it is closed.
 */
final class IsolatedEnvironment implements ExecutionEnvironment {

  private static final Logger LOG = LoggerFactory.getLogger(IsolatedEnvironment.class);

  /** "Init phase" of "Understanding the Lambda execution environment lifecycle". */
  private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

  /** A runtime says one thing at a time; more than these would be somebody else. */
  private static final int MOST_SIGNALS = 16;

  private final FunctionDefinition function;
  private final Path workingFolder;
  private final RuntimeApi api;
  private final Process process;
  private final ProcessTree tree;
  private final MemoryLimit memory;
  private final BlockingQueue<Signal> signals;
  private Optional<CompletableFuture<Invocation>> ready = Optional.empty();
  private Optional<FunctionException> broken = Optional.empty();
  private boolean used;

  private IsolatedEnvironment(
      FunctionDefinition function,
      Path workingFolder,
      RuntimeApi api,
      Process process,
      BlockingQueue<Signal> signals) {
    this.function = function;
    this.workingFolder = workingFolder;
    this.api = api;
    this.process = process;
    this.tree = new ProcessTree(process, workingFolder);
    this.memory = new MemoryLimit(function.memoryMegabytes());
    this.signals = signals;
  }

  /**
   * Starts the process.
   *
   * @param workingFolder an empty folder for it alone, as its real path
   * @param clientLibrary the native part of the runtime interface client
   */
  static IsolatedEnvironment start(
      FunctionDefinition function, Path workingFolder, Path clientLibrary) throws IOException {
    BlockingQueue<Signal> signals = new LinkedBlockingQueue<>(MOST_SIGNALS);
    RuntimeApi api = RuntimeApi.start(signals::add);
    Process process;
    try {
      process = Launch.of(function, workingFolder, api.address(), clientLibrary);
    } catch (IOException e) {
      api.close();
      throw e;
    }
    LogLines.follow(process.getInputStream(), function.name());
    IsolatedEnvironment started =
        new IsolatedEnvironment(function, workingFolder, api, process, signals);
    Thread.ofVirtual()
        .name("exit-" + function.name())
        .start(() -> started.exited(process.onExit().join()));
    return started;
  }

  private void exited(Process ended) {
    tree.killOrphans();
    if (!signals.offer(new Signal.Exited(ended.exitValue()))) {
      LOG.warn("the runtime of {} said more than anybody listened to", function.name());
    }
  }

  @Override
  public void awaitInitialised() throws InterruptedException {
    awaitReady(Deadline.in(INIT_LIMIT));
  }

  /** Waits until it takes an event or can't any more, but not for longer than this. */
  private void awaitReady(Deadline deadline) throws InterruptedException {
    while (ready.isEmpty() && broken.isEmpty()) {
      Optional<Signal> signal = receive(deadline);
      if (signal.isEmpty()) {
        return;
      }
      switch (signal.get()) {
        case Signal.Ready(CompletableFuture<Invocation> invocation) ->
            ready = Optional.of(invocation);
        case Signal.InitFailed(FunctionException cause) -> broken = Optional.of(cause);
        case Signal.Exited(int code) -> broken = Optional.of(exitError(code));
        case Signal.Finished _ -> LOG.debug("{} answered more than once", function.name());
      }
    }
  }

  @Override
  public Optional<Outcome> invoke(byte[] event, String requestId) throws InterruptedException {
    Deadline deadline = Deadline.in(function.timeout());
    awaitReady(deadline);
    if (used && (broken.isPresent() || ended())) {
      tree.kill();
      return Optional.empty();
    }
    if (broken.isPresent()) {
      tree.kill();
      return Optional.of(new Outcome.Failed(broken.get()));
    }
    if (ready.isEmpty()) {
      return Optional.of(timedOut());
    }
    used = true;
    Deadline whole = Deadline.in(function.timeout());
    ready
        .get()
        .complete(
            new Invocation(
                requestId,
                function.arn(),
                Instant.now().plus(function.timeout()),
                new String(event, StandardCharsets.UTF_8)));
    ready = Optional.empty();
    return Optional.of(outcome(requestId, whole));
  }

  private Outcome outcome(String requestId, Deadline deadline) throws InterruptedException {
    for (Optional<Signal> signal = receive(deadline);
        signal.isPresent();
        signal = receive(deadline)) {
      switch (signal.get()) {
        case Signal.Finished(String id, Outcome outcome) when id.equals(requestId) -> {
          return outcome;
        }
        case Signal.Exited(int code) -> {
          broken = Optional.of(exitError(code));
          return new Outcome.Failed(exitError(code));
        }
        case Signal.Ready(CompletableFuture<Invocation> invocation) ->
            ready = Optional.of(invocation);
        case Signal.Finished _, Signal.InitFailed _ ->
            LOG.debug("the runtime of {} said something out of turn", function.name());
      }
    }
    return timedOut();
  }

  private Outcome timedOut() {
    tree.kill();
    LOG.warn(
        "{}: Task timed out after {} seconds",
        function.name(),
        BigDecimal.valueOf(function.timeout().toMillis(), 3).setScale(2, RoundingMode.HALF_UP));
    return new Outcome.TimedOut(function.timeout());
  }

  /** The next signal; empty at the deadline. Too much memory ends the process meanwhile. */
  private Optional<Signal> receive(Deadline deadline) throws InterruptedException {
    try {
      while (true) {
        Duration wait = deadline.left();
        Duration look = wait.compareTo(MemoryLimit.PERIOD) < 0 ? wait : MemoryLimit.PERIOD;
        Optional<Signal> signal =
            Optional.ofNullable(signals.poll(look.toNanos(), TimeUnit.NANOSECONDS));
        if (signal.isPresent() || deadline.left().isZero()) {
          return signal;
        }
        if (memory.isExceededBy(tree)) {
          LOG.warn(
              "{} needs more memory than its {} MB and is killed",
              function.name(),
              function.memoryMegabytes());
          tree.kill();
        }
      }
    } catch (InterruptedException stopping) {
      tree.kill();
      throw stopping;
    }
  }

  /** In Lambda's words. */
  private static FunctionException exitError(int code) {
    String how =
        switch (code) {
          case 0 -> "Runtime exited without providing a reason";
          case 137 -> "Runtime exited with error: signal: killed";
          default -> "Runtime exited with error: exit status " + code;
        };
    return new FunctionException("Runtime.ExitError", how);
  }

  @Override
  public boolean ended() {
    // A process that was killed this instant is known by its handle first.
    return !process.toHandle().isAlive();
  }

  @Override
  public Optional<ProcessHandle> process() {
    return Optional.of(process.toHandle());
  }

  @Override
  public void close() {
    tree.kill();
    api.close();
    try {
      IsolatedEnvironments.delete(workingFolder);
    } catch (IOException failure) {
      LOG.warn("can't delete the folder {}", workingFolder, failure);
    }
  }
}
