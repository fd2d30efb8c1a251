package dev.mediajobs.local.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be closed or removed however the process ends: at the end of its scope when all goes
 * well, by a shutdown hook when somebody interrupts.
 */
final class CleanUp {
  private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

  /**
   * Longer than a stack takes to start on a busy machine, which has to be waited for; a hook that
   * hangs would make Ctrl-C useless.
   */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Deque<Owned<?>> open = new ArrayDeque<>();
  private int opening;
  private boolean interrupted;
  private boolean finished;

  /** Something that is closed once, by its scope or by the interruption, whichever comes first. */
  static final class Owned<T extends AutoCloseable> implements AutoCloseable {
    private final CleanUp owner;
    private final T thing;

    private Owned(CleanUp owner, T thing) {
      this.owner = owner;
      this.thing = thing;
    }

    T get() {
      return thing;
    }

    @Override
    public void close() {
      if (owner.forget(this)) {
        closeThing();
      }
    }

    private void closeThing() {
      try {
        thing.close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        LOG.warn("Could not clean up behind {}", thing.getClass().getSimpleName(), e);
      }
    }
  }

  /**
   * Takes charge of a thing.
   *
   * @throws CancellationException if the process was interrupted meanwhile; the thing is closed
   */
  <T extends AutoCloseable> Owned<T> own(T thing) {
    Owned<T> owned = new Owned<>(this, thing);
    synchronized (open) {
      if (!interrupted) {
        open.push(owned);
        return owned;
      }
    }
    owned.closeThing();
    throw new CancellationException("interrupted");
  }

  /** Opens something that must be closed. */
  @FunctionalInterface
  interface Opening<T extends AutoCloseable, E extends Exception> {
    /**
     * Opens it, or leaves nothing behind.
     *
     * @throws E if it can't be opened
     */
    T open() throws E;
  }

  /**
   * Opens a thing and takes charge of it. An interruption waits until it is open, since what is
   * half open can't be closed.
   *
   * @throws E if it can't be opened
   * @throws CancellationException if the process was interrupted meanwhile; the thing is closed
   */
  <T extends AutoCloseable, E extends Exception> Owned<T> open(Opening<T, E> thing) throws E {
    synchronized (open) {
      if (interrupted) {
        throw new CancellationException("interrupted");
      }
      opening++;
    }
    try {
      return own(thing.open());
    } finally {
      synchronized (open) {
        opening--;
        open.notifyAll();
      }
    }
  }

  private boolean forget(Owned<?> owned) {
    synchronized (open) {
      return open.remove(owned);
    }
  }

  /** Whether the process is ending before its command was done. */
  boolean interrupted() {
    synchronized (open) {
      return interrupted;
    }
  }

  /** The command is done, so that a shutdown from now on interrupts nothing. */
  void finish() {
    synchronized (open) {
      finished = true;
    }
  }

  /** For the shutdown hook: closes everything, the latest first, unless the command was done. */
  void interrupt() {
    synchronized (open) {
      if (finished) {
        return;
      }
      interrupted = true;
    }
    Thread closing = Thread.ofPlatform().daemon().name("clean-up").start(this::closeAll);
    try {
      closing.join(LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeAll() {
    try {
      for (Optional<Owned<?>> next = next(); next.isPresent(); next = next()) {
        next.get().closeThing();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The latest that is open, or empty once nothing is and nothing will be. */
  private Optional<Owned<?>> next() throws InterruptedException {
    synchronized (open) {
      while (open.isEmpty() && opening > 0) {
        open.wait();
      }
      return Optional.ofNullable(open.poll());
    }
  }
}
