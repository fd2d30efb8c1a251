package dev.mediajobs.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShownProgressTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final Job PENDING =
      Job.submitted(
          JobId.random(),
          new Source("k", "a.mp4", 7, Optional.empty()),
          SubtitleSettings.DEFAULT,
          NOON);

  private static final Job RUNNING =
      PENDING.claimed("w", NOON).reporting(Progress.at(Stage.TRANSCRIBING), NOON);

  private static final Job AWAITING =
      RUNNING.awaiting(Checkpoint.before("cues"), NOON, NOON.plusSeconds(600));

  @Test
  void nothingIsShownBeforeAWorkerHasBegun() {
    assertThat(ShownProgress.of(PENDING, NOON)).isEmpty();
  }

  @Test
  void whileAWorkerRunsItIsWhatTheWorkerSays() {
    assertThat(ShownProgress.of(RUNNING, NOON.plus(Duration.ofHours(1))))
        .contains(Progress.at(Stage.TRANSCRIBING));
  }

  @Test
  void whileAnEngineWorksItGrowsWithTimeAndNeverReachesTheNextStage() {
    List<Integer> shown =
        LongStream.of(0, 10, 30, 60, 300, 3600)
            .mapToObj(seconds -> percent(NOON.plusSeconds(seconds)))
            .toList();

    assertThat(shown).isSorted().startsWith(50).doesNotHaveDuplicates();
    assertThat(percent(NOON.plus(Duration.ofDays(7)))).isLessThan(Stage.DIARIZING.percent());
  }

  @Test
  void aClockThatRunsBehindShowsTheBeginning() {
    assertThat(percent(NOON.minusSeconds(5))).isEqualTo(50);
  }

  @Test
  void theTimeLeftShrinksWithTheProgressAndStaysAboveNothing() {
    assertThat(Estimates.remainingOf(RUNNING, Progress.at(Stage.TRANSCRIBING)))
        .isEqualTo(Duration.ofSeconds(45));
    assertThat(Estimates.remainingOf(RUNNING, Progress.at(Stage.COMPLETE)))
        .isEqualTo(Duration.ofSeconds(1));
  }

  private static int percent(Instant now) {
    return ShownProgress.of(AWAITING, now).orElseThrow().percent();
  }
}
