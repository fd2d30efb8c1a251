package dev.mediajobs.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;

/** Several who try the same at the same time. */
final class AtOnce {
  private static final int MANY = 8;

  private AtOnce() {}

  /** Has each of eight try once; gives the numbers, from 0, of those who succeeded. */
  static List<Integer> winners(IntPredicate attempt) throws Exception {
    CountDownLatch ready = new CountDownLatch(MANY);
    List<Future<Boolean>> attempts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
      for (int each = 0; each < MANY; each++) {
        int number = each;
        attempts.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return attempt.test(number);
                }));
      }
    }
    List<Integer> winners = new ArrayList<>();
    for (int each = 0; each < MANY; each++) {
      if (attempts.get(each).get()) {
        winners.add(each);
      }
    }
    return winners;
  }
}
