package dev.mediajobs.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @ParameterizedTest
  @CsvSource({
    "rate(1 minute), PT1M",
    "rate(5 minutes), PT5M",
    "rate(1 hour), PT1H",
    "rate(12 hours), PT12H",
    "rate(1 day), PT24H",
    "rate(7 days), PT168H"
  })
  void aRateIsItsPeriod(String expression, Duration period) {
    assertThat(Rate.of(expression).period()).isEqualTo(period);
  }

  @ParameterizedTest
  @CsvSource({"rate(1 minutes), rate(1 minute)", "rate(5 minute), rate(5 minutes)"})
  void aNumberThatDoesNotFitItsUnitIsRefusedWithWhatFits(String wrong, String right) {
    assertThatThrownBy(() -> Rate.of(wrong)).hasMessageContaining("EventBridge takes " + right);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate(0 minutes)", "rate(5 seconds)", "rate(5minutes)", "5 minutes", ""})
  void whatIsNoRateIsRefused(String expression) {
    assertThatThrownBy(() -> Rate.of(expression)).hasMessageContaining("is no schedule");
  }

  @Test
  void aCronExpressionIsRefusedByName() {
    assertThatThrownBy(() -> Rate.of("cron(0 12 * * ? *)"))
        .hasMessage(
            "cron(0 12 * * ? *) is not emulated here; only rate(...) is, such as rate(5 minutes)");
  }
}
