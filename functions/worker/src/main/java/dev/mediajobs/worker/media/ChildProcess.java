package dev.mediajobs.worker.media;

import dev.mediajobs.worker.media.MediaException.Kind;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs one program with an empty environment (no credentials to steal) and no input, and makes sure
 * that it is dead when the call returns, however it returns, and when this JVM ends.
 */
final class ChildProcess {
  /** How long a killed process may take to be gone. */
  private static final Duration DYING = Duration.ofSeconds(5);

  /**
   * Linux runs no file that is open for writing; a child that another thread started while this
   * program was being unpacked keeps it open for a moment.
   */
  private static final String TEXT_FILE_BUSY = "error=26";

  private static final int MOST_STARTS = 50;
  private static final Duration BUSY_PAUSE = Duration.ofMillis(20);

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("kill-ffmpeg")
                .unstarted(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final List<String> command;
  private final Path libraries;

  ChildProcess(List<String> command, Path libraries) {
    this.command = List.copyOf(command);
    this.libraries = libraries;
  }

  /**
   * Runs to the end.
   *
   * @param limit after which the program is killed
   * @param output gets what the program writes to standard output, on another thread
   * @param line gets each line that the program writes to standard error, on another thread
   * @return the exit code
   * @throws MediaException {@link Kind#TIMED_OUT}
   * @throws IOException when the program can't be started, or as {@code output} threw it
   * @throws InterruptedException when this thread is interrupted; the program is dead then
   */
  int run(Duration limit, OutputStream output, Consumer<String> line)
      throws IOException, MediaException, InterruptedException {
    Process process = start();
    RUNNING.add(process);
    String name = Path.of(command.getFirst()).getFileName() + "-" + process.pid();
    Deadline deadline = Deadline.in(limit);
    Pump results =
        Pump.started(name + "-output", process, () -> process.getInputStream().transferTo(output));
    Pump messages =
        Pump.started(
            name + "-messages", process, () -> BoundedLines.read(process.getErrorStream(), line));
    try {
      boolean ended =
          process.waitFor(deadline.left().toNanos(), TimeUnit.NANOSECONDS)
              && results.endsWithin(deadline.left())
              && messages.endsWithin(deadline.left());
      throwFailureOf(results);
      throwFailureOf(messages);
      if (!ended) {
        throw new MediaException(Kind.TIMED_OUT, name + " was killed after " + limit);
      }
      return process.exitValue();
    } finally {
      kill(process, results, messages);
    }
  }

  private Process start() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("LD_LIBRARY_PATH", libraries.toString());
    builder.redirectInput(new File("/dev/null"));
    for (int attempt = 1; ; attempt++) {
      try {
        return builder.start();
      } catch (IOException e) {
        if (attempt == MOST_STARTS || !String.valueOf(e.getMessage()).contains(TEXT_FILE_BUSY)) {
          throw e;
        }
        Thread.sleep(BUSY_PAUSE);
      }
    }
  }

  private static void throwFailureOf(Pump pump) throws IOException {
    Optional<Throwable> failure = pump.failure();
    if (failure.isPresent()) {
      switch (failure.get()) {
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }

  /**
   * Kills what still runs and waits for it even if interrupted, so that nothing writes into a
   * result that was given up.
   */
  private static void kill(Process process, Pump... pumps) {
    boolean interrupted = false;
    process.destroyForcibly();
    for (Pump pump : pumps) {
      Deadline deadline = Deadline.in(DYING);
      boolean ended = false;
      while (!ended && deadline.left().isPositive()) {
        try {
          ended = pump.endsWithin(deadline.left());
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (!ended) {
        pump.interrupt();
      }
    }
    RUNNING.remove(process);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private record Deadline(long nanoTime) {
    static Deadline in(Duration limit) {
      return new Deadline(System.nanoTime() + limit.toNanos());
    }

    Duration left() {
      return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
  }
}
