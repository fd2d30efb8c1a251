package dev.mediajobs.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SchedulerTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00.750Z"), ZoneOffset.UTC);
  private static final Duration SOON = Duration.ofMinutes(1);

  private final Queue<String> fired = new ConcurrentLinkedQueue<>();

  @Test
  void aScheduleFiresAgainAndAgainUntilItIsClosed() {
    Scheduler scheduler = start(Duration.ofMillis(20), fired::add);

    await().atMost(SOON).until(() -> fired.size() >= 3);
    scheduler.close();
  }

  @Test
  void aTargetThatFailsOnceIsFiredAgain() {
    try (Scheduler _ =
        start(
            Duration.ofMillis(20),
            event -> {
              fired.add(event);
              throw new IllegalStateException("asked to");
            })) {
      await().atMost(SOON).until(() -> fired.size() >= 2);
    }
  }

  @Test
  void nothingIsFiredBeforeTheFirstPeriodIsOverUnlessSomebodyAsksForIt() {
    try (Scheduler scheduler = start(Duration.ofHours(1), fired::add)) {
      assertThat(fired).isEmpty();

      scheduler.fireNow();

      assertThat(fired).hasSize(1);
    }
  }

  @Test
  void anEventIsTheOneThatEventBridgeSends() {
    new Schedule("arn:rule", new Rate(SOON), Optional.empty(), fired::add).fire(NOON.instant());

    assertThat(fired.remove())
        .matches(
            "\\{\"version\":\"0\",\"id\":\"[0-9a-f-]{36}\",\"detail-type\":\"Scheduled Event\","
                + "\"source\":\"aws.events\",\"account\":\"000000000000\",\"time\":\"2026-11-20T12:00:00Z\","
                + "\"region\":\"us-east-1\",\"resources\":\\[\"arn:rule\"],\"detail\":\\{}}");
  }

  @Test
  void anInputIsSentInPlaceOfTheEvent() {
    new Schedule("arn:rule", new Rate(SOON), Optional.of("{\"n\":1}"), fired::add)
        .fire(NOON.instant());

    assertThat(fired).containsExactly("{\"n\":1}");
  }

  private static Scheduler start(Duration period, Consumer<String> target) {
    return Scheduler.start(
        List.of(new Schedule("arn:rule", new Rate(period), Optional.empty(), target)), NOON);
  }
}
