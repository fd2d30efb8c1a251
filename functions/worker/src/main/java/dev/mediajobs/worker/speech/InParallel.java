package dev.mediajobs.worker.speech;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does several things at once, but never more than allowed. When one fails, or the calling thread
 * is interrupted, all that are under way are interrupted, none is begun any more, and the call
 * returns when all have ended.
 */
final class InParallel {
  private final int most;

  /**
   * Prepares to do things.
   *
   * @param most at once
   */
  InParallel(int most) {
    this.most = most;
  }

  /** Something to do, numbered from 0. */
  @FunctionalInterface
  interface Task<T> {
    T run(int number) throws SpeechException, IOException, InterruptedException;
  }

  /**
   * Does a number of things.
   *
   * @return their results in the order of their numbers
   * @throws SpeechException as the first task that failed
   * @throws IOException as the first task that failed
   */
  <T> List<T> run(int tasks, Task<T> task)
      throws SpeechException, IOException, InterruptedException {
    // Virtual threads, since an interrupt ends what those read from a socket, and of no other.
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("speech-", 0).factory());
    try {
      ExecutorCompletionService<T> completions = new ExecutorCompletionService<>(threads);
      List<Future<T>> results = new ArrayList<>(tasks);
      for (int begun = 0; begun < tasks; begun++) {
        if (begun >= most) {
          result(completions.take());
        }
        int number = begun;
        Callable<T> work = () -> task.run(number);
        results.add(completions.submit(work));
      }
      for (int left = Math.min(most, tasks); left > 0; left--) {
        result(completions.take());
      }
      List<T> inOrder = new ArrayList<>(tasks);
      for (Future<T> result : results) {
        inOrder.add(result.resultNow());
      }
      return inOrder;
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  private static void result(Future<?> done)
      throws SpeechException, IOException, InterruptedException {
    try {
      done.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SpeechException cause -> throw cause;
        case IOException cause -> throw cause;
        case InterruptedException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
