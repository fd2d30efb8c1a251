package dev.mediajobs.local.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A process of Linux that stands still (SIGSTOP) until this is closed (SIGCONT). */
public final class Suspension implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final long pid;

  private Suspension(long pid) {
    this.pid = pid;
  }

  /**
   * Suspends it. A signal that was sent has not arrived yet: this returns when no thread of the
   * process runs any more.
   */
  public static Suspension of(long pid) {
    signal("STOP", pid);
    Path threads = Path.of("/proc", Long.toString(pid), "task");
    await().atMost(PATIENCE).until(() -> allStandStill(threads));
    return new Suspension(pid);
  }

  private static boolean allStandStill(Path threads) throws IOException {
    try (Stream<Path> each = Files.list(threads)) {
      return each.allMatch(Suspension::standsStill);
    }
  }

  /** "proc_pid_stat(5)": the state follows the name in brackets, which may hold brackets itself. */
  private static boolean standsStill(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.startsWith(" T", stat.lastIndexOf(')') + 1);
    } catch (IOException e) {
      // A thread that ends meanwhile has no file any more, or one that can't be read.
      if (Files.exists(thread)) {
        throw new UncheckedIOException(e);
      }
      return true;
    }
  }

  @Override
  public void close() {
    signal("CONT", pid);
  }

  private static void signal(String name, long pid) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
      assertThat(exit).as("kill -%s", name).isZero();
    } catch (IOException e) {
      throw new IllegalStateException("there is no program called kill", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a signal was sent", e);
    }
  }
}
