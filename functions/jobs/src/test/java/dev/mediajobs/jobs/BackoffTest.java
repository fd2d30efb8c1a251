package dev.mediajobs.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = Backoff.ofJobs(new Random(1));

  @Test
  void theBoundDoublesUpToFiveMinutes() {
    for (int number = 1; number <= 40; number++) {
      Duration bound = Duration.ofSeconds(Math.min(300, 20L << Math.min(number - 1, 10)));
      int retry = number;
      assertThat(IntStream.range(0, 200).mapToObj(_ -> backoff.before(retry)))
          .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, bound));
    }
  }

  @Test
  void delaysAreSpreadOverTheWholeRange() {
    long early =
        IntStream.range(0, 1000).filter(_ -> backoff.before(1).toMillis() < 10_000).count();

    assertThat(early).isBetween(400L, 600L);
  }
}
