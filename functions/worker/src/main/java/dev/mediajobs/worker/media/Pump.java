package dev.mediajobs.worker.media;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A thread that empties one stream of a process. When it fails, the process is killed: nobody would
 * read what it still writes. A platform thread, since reading a pipe would pin a virtual one to its
 * carrier.
 */
final class Pump {
  /** What the thread does; may throw anything. */
  interface Work {
    void run() throws Exception;
  }

  private final Thread thread;

  private Pump(String name, Process process, CompletableFuture<?> failure, Work work) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .unstarted(
                () -> {
                  try {
                    work.run();
                  } catch (Throwable e) {
                    // Before the kill, which makes the process's other pumps fail too.
                    failure.completeExceptionally(e);
                    process.destroyForcibly();
                  }
                });
  }

  /**
   * Begins to work.
   *
   * @param failure is completed with what the work threw, unless another pump did so first
   */
  static Pump started(String name, Process process, CompletableFuture<?> failure, Work work) {
    Pump pump = new Pump(name, process, failure, work);
    pump.thread.start();
    return pump;
  }

  /** Waits for the end; false when the limit passed first. */
  boolean endsWithin(Duration limit) throws InterruptedException {
    return thread.join(limit);
  }

  void interrupt() {
    thread.interrupt();
  }
}
