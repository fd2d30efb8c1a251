package dev.mediajobs.local.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgressBarTest {
  private static final Progress HALF =
      new Progress("transcribing", 50, Optional.of(Duration.ofSeconds(90)));

  @Test
  void aWideTerminalShowsEverything() {
    assertThat(ProgressBar.render(HALF, 100))
        .isEqualTo(
            "transcribing  [####################--------------------]   50 %  about 2 min left");
  }

  @Test
  void anUnknownTimeIsNotInvented() {
    assertThat(ProgressBar.render(new Progress("extracting", 30, Optional.empty()), 100))
        .isEqualTo("extracting    [############----------------------------]   30 %");
  }

  @Test
  void theBarShrinksWithTheTerminal() {
    assertThat(ProgressBar.render(HALF, 60))
        .isEqualTo("transcribing  [#########---------]   50 %  about 2 min left");
  }

  @Test
  void aNarrowTerminalLosesTheTimeFirst() {
    assertThat(ProgressBar.render(HALF, 40)).isEqualTo("transcribing  [########--------]   50 %");
  }

  @Test
  void aVeryNarrowTerminalLosesTheBar() {
    assertThat(ProgressBar.render(HALF, 24)).isEqualTo("transcribing 50 %");
    assertThat(ProgressBar.render(HALF, 10)).isEqualTo("transcrib");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 17, 30, 31, 40, 47, 48, 49, 60, 80, 100, 300})
  void noLineEverWraps(int columns) {
    for (int percent = 0; percent <= 100; percent++) {
      Progress progress = new Progress("transcribing", percent, Optional.of(Duration.ofHours(3)));
      assertThat(ProgressBar.render(progress, columns)).hasSizeLessThan(Math.max(columns, 2));
    }
  }

  @Test
  void percentagesBeyondTheEndsAreMovedToThem() {
    assertThat(new Progress("x", -5, Optional.empty()).percent()).isZero();
    assertThat(new Progress("x", 250, Optional.empty()).percent()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({
    "0, about 5 s left",
    "1, about 5 s left",
    "42, about 45 s left",
    "56, about 1 min left",
    "60, about 1 min left",
    "61, about 2 min left",
    "3540, about 59 min left",
    "3541, about 1 h 0 min left",
    "4800, about 1 h 20 min left",
  })
  void timeIsToldAsCoarselyAsItIsKnown(long seconds, String text) {
    assertThat(TimeLeft.text(Duration.ofSeconds(seconds))).isEqualTo(text);
  }
}
