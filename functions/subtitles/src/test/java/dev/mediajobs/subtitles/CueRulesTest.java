package dev.mediajobs.subtitles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CueRulesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theDefaultsAreThoseOfTheLargeBroadcasters() {
    CueRules rules = CueRules.defaults();

    assertThat(rules.charactersPerLine()).isEqualTo(42);
    assertThat(rules.linesPerCue()).isEqualTo(2);
    assertThat(rules.minDuration()).isEqualTo(Duration.ofMillis(833));
    assertThat(rules.maxDuration()).isEqualTo(Duration.ofSeconds(7));
    assertThat(rules.charactersPerSecond()).isEqualTo(20);
    assertThat(rules.gap()).isGreaterThanOrEqualTo(Duration.ofNanos(2_000_000_000L / 24));
  }

  @Test
  void everyRuleIsBoundedAndTheMessageNamesIt() {
    refused("charactersPerLine", 9, 2, SECOND, SECOND, 20, SECOND, SECOND);
    refused("charactersPerLine", 201, 2, SECOND, SECOND, 20, SECOND, SECOND);
    refused("linesPerCue", 42, 0, SECOND, SECOND, 20, SECOND, SECOND);
    refused("linesPerCue", 42, 4, SECOND, SECOND, 20, SECOND, SECOND);
    refused("minDuration", 42, 2, Duration.ZERO, SECOND, 20, SECOND, SECOND);
    refused("minDuration", 42, 2, SECOND.multipliedBy(2), SECOND, 20, SECOND, SECOND);
    refused("maxDuration", 42, 2, SECOND, Duration.ofSeconds(61), 20, SECOND, SECOND);
    refused("charactersPerSecond", 42, 2, SECOND, SECOND, 0, SECOND, SECOND);
    refused("gap", 42, 2, SECOND, SECOND, 20, Duration.ofMillis(-1), SECOND);
    refused("gap", 42, 2, SECOND, SECOND, 20, Duration.ofMillis(1001), SECOND);
    refused("longPause", 42, 2, SECOND, SECOND, 20, SECOND, Duration.ZERO);
  }

  private static void refused(
      String rule,
      int charactersPerLine,
      int lines,
      Duration min,
      Duration max,
      int charactersPerSecond,
      Duration gap,
      Duration pause) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new CueRules(charactersPerLine, lines, min, max, charactersPerSecond, gap, pause))
        .withMessageStartingWith(rule + " must be");
  }
}
