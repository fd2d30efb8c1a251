package dev.mediajobs.notifier.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.jobs.JobId;
import dev.mediajobs.json.JsonException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  @Test
  void aMessageIsReadAsItWasWritten() throws Exception {
    Notification notification = keptFor(Duration.ofDays(7)).postponed(NOW.plusSeconds(60));

    assertThat(Notification.of(notification.text())).isEqualTo(notification);
    assertThat(notification.tries()).isEqualTo(1);
  }

  @Test
  void itIsTriedForADayAndNoLongerThanItsJobIsKept() {
    assertThat(keptFor(Duration.ofDays(7)).end()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(keptFor(Duration.ofHours(1)).end()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"job_id\":\"x\"}"})
  void whatIsNoneOfOursIsRefused(String text) {
    assertThatThrownBy(() -> Notification.of(text)).isInstanceOf(JsonException.class);
  }

  private static Notification keptFor(Duration time) {
    return new Notification(
        "0".repeat(64),
        "generation",
        JobId.random(),
        "evt_00",
        "{\"a\":\"\u4e16\"}",
        NOW.plus(time),
        NOW,
        NOW,
        0);
  }
}
