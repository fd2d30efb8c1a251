package dev.mediajobs.worker.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpokenDurationTest {

  @Test
  void durationsAreSaidAsPeopleSayThem() {
    assertThat(SpokenDuration.of(Duration.ofHours(4))).isEqualTo("4 hours");
    assertThat(SpokenDuration.of(Duration.ofMinutes(1))).isEqualTo("1 minute");
    assertThat(SpokenDuration.of(Duration.ofMillis(200))).isEqualTo("0.2 seconds");
    assertThat(SpokenDuration.of(Duration.ofMillis(499))).isEqualTo("0.499 seconds");
    assertThat(SpokenDuration.of(Duration.ofMillis(500))).isEqualTo("0.5 seconds");
    assertThat(SpokenDuration.of(Duration.ZERO)).isEqualTo("0.0 seconds");
  }
}
