package dev.mediajobs.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @Test
  void timeToHandTheJobOverIsKeptBack() {
    Deadline deadline = Deadline.in(Duration.ofMinutes(15), clock);

    assertThat(deadline.atMost(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(880));
    assertThat(deadline.atMost(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
    assertThat(deadline.isCloserThan(Duration.ofSeconds(880))).isFalse();
    assertThat(deadline.isCloserThan(Duration.ofSeconds(881))).isTrue();
  }

  @Test
  void noTimeIsNeverLessThanNone() {
    assertThat(Deadline.in(Duration.ofSeconds(3), clock).atMost(Duration.ofHours(1))).isZero();
  }
}
