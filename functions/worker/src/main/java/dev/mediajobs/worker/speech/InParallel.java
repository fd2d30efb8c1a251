package dev.mediajobs.worker.speech;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does several things at once, but never more than allowed. When one fails for good, or the calling
 * thread is interrupted, all that are under way are interrupted, none is begun any more, and the
 * call returns when all have ended. When one fails for now, or time is short, none is begun any
 * more, and those under way go on to their end.
 */
final class InParallel {
  private final int most;
  private final SpeakingTime time;

  /**
   * Prepares to do things.
   *
   * @param most at once
   * @param time how long
   */
  InParallel(int most, SpeakingTime time) {
    this.most = most;
    this.time = time;
  }

  /** Something to do, numbered from 0. */
  @FunctionalInterface
  interface Task<T> {
    T run(int number) throws SpeechException, IOException, InterruptedException;
  }

  /**
   * Does a number of things.
   *
   * @return their results in the order of their numbers; empty when time was over before
   * @throws SpeechException as the first task that failed
   * @throws IOException as the first task that failed
   */
  <T> Optional<List<T>> run(int tasks, Task<T> task)
      throws SpeechException, IOException, InterruptedException {
    // Virtual threads, since an interrupt ends what those read from a socket, and of no other.
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("speech-", 0).factory());
    try {
      Run<T> run = new Run<>(new ExecutorCompletionService<>(threads));
      while (run.begun() < tasks && run.goesOn()) {
        if (run.underWay == most) {
          if (!run.awaitOne()) {
            return Optional.empty();
          }
        } else if (time.mayBegin()) {
          int number = run.begun();
          run.begin(() -> task.run(number));
        } else {
          break;
        }
      }
      while (run.underWay > 0) {
        if (!run.awaitOne()) {
          return Optional.empty();
        }
      }
      return run.results(tasks);
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  /** What was begun and what came of it. */
  private final class Run<T> {
    private final ExecutorCompletionService<T> completions;
    private final List<Future<T>> all = new ArrayList<>();
    private Optional<SpeechException> failure = Optional.empty();
    private int underWay;

    private Run(ExecutorCompletionService<T> completions) {
      this.completions = completions;
    }

    int begun() {
      return all.size();
    }

    boolean goesOn() {
      return failure.isEmpty();
    }

    void begin(Callable<T> work) {
      all.add(completions.submit(work));
      underWay++;
    }

    /** Waits for the next one to end; false when time is over before. */
    boolean awaitOne() throws SpeechException, IOException, InterruptedException {
      Future<T> done = completions.poll(time.left().toMillis(), TimeUnit.MILLISECONDS);
      if (done == null) {
        return false;
      }
      underWay--;
      try {
        done.get();
      } catch (ExecutionException e) {
        SpeechException passing = passing(e);
        failure = failure.or(() -> Optional.of(passing));
      }
      return true;
    }

    /** What may be different another time; anything else is thrown. */
    private static SpeechException passing(ExecutionException e)
        throws SpeechException, IOException, InterruptedException {
      return switch (e.getCause()) {
        case SpeechException cause when cause.kind() == SpeechException.Kind.PASSING -> cause;
        case SpeechException cause -> throw cause;
        case IOException cause -> throw cause;
        case InterruptedException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      };
    }

    Optional<List<T>> results(int tasks) throws SpeechException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return all.size() < tasks
          ? Optional.empty()
          : Optional.of(all.stream().map(Future::resultNow).toList());
    }
  }
}
