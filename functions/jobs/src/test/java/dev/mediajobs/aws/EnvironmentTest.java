package dev.mediajobs.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  private final Environment environment =
      new Environment(Map.of("BLANK", " ", "WORD", "secret-word", "SECONDS", "90"));

  @Test
  void whatIsMissingOrBlankStopsTheStartWithItsName() {
    assertThatThrownBy(() -> environment.text("ABSENT")).hasMessageContaining("ABSENT");
    assertThatThrownBy(() -> environment.text("BLANK")).hasMessageContaining("BLANK");
  }

  @Test
  void whatIsSenselessStopsTheStartWithItsNameButNotItsValue() {
    assertThatThrownBy(() -> environment.number("WORD", 1, 5))
        .hasMessageContaining("WORD")
        .hasMessageNotContaining("secret-word");
    assertThatThrownBy(() -> environment.number("SECONDS", 1, 89))
        .hasMessageContaining("between 1 and 89");
  }

  @Test
  void secondsAreADuration() {
    assertThat(environment.seconds("SECONDS", 1, 90)).isEqualTo(Duration.ofSeconds(90));
  }
}
