package dev.mediajobs.notifier.tries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final RetrySchedule schedule = RetrySchedule.ofCallbacks(RandomGenerator.getDefault());

  @ParameterizedTest
  @CsvSource({
    "1, PT5S",
    "2, PT5M",
    "3, PT30M",
    "4, PT2H",
    "5, PT5H",
    "6, PT10H",
    "7, PT14H",
    "8, PT20H",
    "9, PT24H"
  })
  void eachPauseIsUpToAFifthLongerThanTheStandards(int tries, Duration pause) {
    for (int time = 0; time < 100; time++) {
      assertThat(schedule.after(tries, Optional.empty(), NOW).orElseThrow())
          .isBetween(pause, pause.plus(pause.dividedBy(5)));
    }
  }

  @Test
  void afterTheTenthTryThereIsNone() {
    assertThat(schedule.after(10, Optional.of("5"), NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "600 | PT10M",
        "Sun, 1 Mar 2026 13:00:00 GMT | PT1H",
        "999999999 | PT24H",
        "9999999999999 | PT5S",
        "0 | PT5S",
        "-5 | PT5S",
        "soon | PT5S",
        "Sun, 1 Mar 2020 13:00:00 GMT | PT5S"
      })
  void aReceiverIsNotAskedSoonerThanItWants(String header, Duration least) {
    assertThat(schedule.after(1, Optional.of(header), NOW).orElseThrow())
        .isBetween(least, least.plusSeconds(1));
  }

  @Test
  void aNotificationIsTriedTenTimesWithinADay() {
    RetrySchedule ofNotifications = RetrySchedule.ofNotifications(RandomGenerator.getDefault());
    Duration all = Duration.ZERO;
    for (int tries = 1; tries <= 9; tries++) {
      all = all.plus(ofNotifications.after(tries, Optional.empty(), NOW).orElseThrow());
    }

    assertThat(all).isBetween(Duration.ofHours(15), Duration.ofHours(20));
    assertThat(ofNotifications.after(10, Optional.empty(), NOW)).isEmpty();
  }
}
