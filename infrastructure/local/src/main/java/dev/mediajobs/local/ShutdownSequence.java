package dev.mediajobs.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened, last first and once only; a failure does not keep the others open. Safe
 * for use by many threads.
 */
final class ShutdownSequence implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::closeAll, "stack-at-exit");
  private boolean closed;

  /**
   * Closes everything also when the process ends before {@link #close} was called, as it does after
   * Ctrl-C.
   */
  void alsoAtExit() {
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Has it closed before everything that was added earlier.
   *
   * @throws IllegalStateException if everything has been closed meanwhile; then this is closed too
   */
  synchronized <T extends AutoCloseable> T add(T closeable) {
    opened.push(closeable);
    if (closed) {
      closeAll();
      throw new IllegalStateException("the stack was stopped while it started");
    }
    return closeable;
  }

  @Override
  public void close() {
    closeAll();
    try {
      boolean first = Runtime.getRuntime().removeShutdownHook(atExit);
      LOG.debug("nothing is left to close at exit: {}", first);
    } catch (IllegalStateException exiting) {
      LOG.debug("closed while the process ends", exiting);
    }
  }

  private synchronized void closeAll() {
    closed = true;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception failure) {
        LOG.warn("something did not close in order", failure);
      }
    }
  }
}
