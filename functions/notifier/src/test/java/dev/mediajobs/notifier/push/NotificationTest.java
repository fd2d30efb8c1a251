package dev.mediajobs.notifier.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.sockets.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  @Test
  void aMessageIsReadAsItWasWritten() throws Exception {
    Notification notification = keptFor(Duration.ofDays(7)).postponed(NOW.plusSeconds(60));

    assertThat(Notification.of(notification.text())).isEqualTo(notification);
    assertThat(notification.tries()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Access.class)
  void theTokenIsReadAsItWasWritten(Access access) throws Exception {
    Notification notification =
        keptFor(Duration.ofDays(7), Optional.of(new Watch.Grant(access, 3)));

    assertThat(Notification.of(notification.text())).isEqualTo(notification);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"access\":\"writer\"", "\"access\":\"reader\"", "\"access\":1"})
  void aTokenThatMakesNoSenseIsRefused(String access) {
    String text = keptFor(Duration.ofDays(7)).text().replaceFirst("\\{", "{" + access + ",");

    assertThatThrownBy(() -> Notification.of(text)).isInstanceOf(JsonException.class);
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
    return keptFor(time, Optional.empty());
  }

  private static Notification keptFor(Duration time, Optional<Watch.Grant> grant) {
    return new Notification(
        "0".repeat(64),
        "generation",
        grant,
        JobId.random(),
        "evt_00",
        "{\"a\":\"\u4e16\"}",
        NOW.plus(time),
        NOW,
        NOW,
        0);
  }
}
