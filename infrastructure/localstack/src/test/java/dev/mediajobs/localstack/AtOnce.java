package dev.mediajobs.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Several who try the same at the same time. */
final class AtOnce {
  private static final int MANY = 8;

  private AtOnce() {}

  /** What one of them does, known by a number from 0. */
  @FunctionalInterface
  interface Attempt<T> {
    T by(int number) throws Exception;
  }

  /** Has each of eight try once; gives what came of it, in the order of their numbers. */
  static <T> List<T> outcomes(Attempt<T> attempt) throws Exception {
    CountDownLatch ready = new CountDownLatch(MANY);
    List<Future<T>> attempts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
      for (int each = 0; each < MANY; each++) {
        int number = each;
        attempts.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return attempt.by(number);
                }));
      }
    }
    List<T> outcomes = new ArrayList<>();
    for (Future<T> one : attempts) {
      outcomes.add(one.get());
    }
    return outcomes;
  }

  /** Has each of eight try once; gives the numbers of those who succeeded. */
  static List<Integer> winners(Attempt<Boolean> attempt) throws Exception {
    List<Boolean> outcomes = outcomes(attempt);
    return IntStream.range(0, MANY).filter(outcomes::get).boxed().toList();
  }
}
