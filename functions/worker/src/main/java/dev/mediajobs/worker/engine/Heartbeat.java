package dev.mediajobs.worker.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows every 30 seconds that a worker is alive, and stops the worker when its hold is lost.
 * Closing it ends it.
 */
final class Heartbeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final HeldJob held;
  private final Thread worker;
  private final ScheduledExecutorService schedule;
  private boolean stopped;

  private Heartbeat(HeldJob held, Thread worker) {
    this.held = held;
    this.worker = worker;
    this.schedule =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("heartbeat").factory());
  }

  /**
   * Beats for {@code held} until closed; the calling thread is interrupted when the hold is lost.
   */
  static Heartbeat of(HeldJob held) {
    Heartbeat heartbeat = new Heartbeat(held, Thread.currentThread());
    var _ =
        heartbeat.schedule.scheduleAtFixedRate(
            heartbeat::beat, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
    return heartbeat;
  }

  private void beat() {
    try {
      held.beat();
    } catch (LostHoldException e) {
      LOG.warn("{}; the worker stops", e.getMessage());
      interruptWorker();
    } catch (RuntimeException e) {
      // The next beat may get through; the lease outlives two that don't. An exception that left
      // this method would end all further beats without a word.
      LOG.warn("could not show that the worker on job {} is alive", held.job().id(), e);
    }
  }

  private synchronized void interruptWorker() {
    if (!stopped) {
      worker.interrupt();
    }
    schedule.shutdown();
  }

  @Override
  public synchronized void close() {
    stopped = true;
    schedule.shutdownNow();
  }
}
