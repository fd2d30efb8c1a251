package dev.mediajobs.local.lambda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The execution environments of one function: as many as invocations ran at once, each made when
 * first needed and used again. Safe for use by many threads.
 */
final class EnvironmentPool implements AutoCloseable {

  private final String name;
  private final EnvironmentFactory factory;
  private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
  private final Set<ExecutionEnvironment> all = new HashSet<>();
  private int starting;
  private boolean closed;

  EnvironmentPool(String name, EnvironmentFactory factory) {
    this.name = name;
    this.factory = factory;
  }

  /**
   * Takes a free environment, or a new one.
   *
   * @throws Exception if there can be no new one
   * @throws InterruptedException if this thread is interrupted while it waits
   * @throws IllegalStateException if the pool is closed
   */
  ExecutionEnvironment borrow() throws Exception {
    Optional<ExecutionEnvironment> free = freeOrPermissionToStart();
    if (free.isPresent()) {
      return free.get();
    }
    try {
      ExecutionEnvironment created = known(factory.create());
      created.awaitInitialised();
      return created;
    } finally {
      started();
    }
  }

  private synchronized Optional<ExecutionEnvironment> freeOrPermissionToStart()
      throws InterruptedException {
    while (idle.isEmpty() && starting >= factory.mostStarting() && !closed) {
      wait();
    }
    if (idle.isEmpty() && !closed) {
      starting++;
    }
    return Optional.ofNullable(idle.pollLast());
  }

  private synchronized void started() {
    starting--;
    notifyAll();
  }

  private ExecutionEnvironment known(ExecutionEnvironment created) {
    synchronized (this) {
      if (!closed) {
        all.add(created);
        return created;
      }
    }
    created.close();
    throw new IllegalStateException(name + " is being stopped");
  }

  /** Gives an environment back, for the next invocation if it has not ended. */
  void giveBack(ExecutionEnvironment environment) {
    boolean discarded;
    synchronized (this) {
      if (environment.ended()) {
        discarded = all.remove(environment);
      } else {
        discarded = false;
        idle.addLast(environment);
        notifyAll();
      }
    }
    if (discarded) {
      // It may take its time to notice that it was stopped; nobody should wait for that.
      Thread.ofVirtual().name(name + "-end").start(environment::close);
    }
  }

  /** The processes of environments that have one and are alive. */
  synchronized List<ProcessHandle> processes() {
    return all.stream()
        .flatMap(environment -> environment.process().stream())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /** Closes all environments, those in use too. */
  @Override
  public void close() {
    List<ExecutionEnvironment> closing;
    synchronized (this) {
      closed = true;
      closing = new ArrayList<>(all);
      all.clear();
      idle.clear();
      notifyAll();
    }
    List<Thread> closers =
        closing.stream().map(environment -> Thread.ofVirtual().start(environment::close)).toList();
    for (Thread closer : closers) {
      try {
        closer.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
