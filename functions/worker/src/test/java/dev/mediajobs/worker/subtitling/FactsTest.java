package dev.mediajobs.worker.subtitling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.SubtitleResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactsTest {

  @ParameterizedTest
  @MethodSource("results")
  void aWrittenResultIsReadBack(SubtitleResult result) {
    assertThat(ResultFacts.read(new Checkpoint("publish", ResultFacts.of(result))))
        .isEqualTo(result);
  }

  static List<SubtitleResult> results() {
    Map<Format, Long> sizes = Map.of(Format.SRT, 0L, Format.VTT, 8L, Format.JSON, 99L);
    return List.of(
        new SubtitleResult(
            "p/", sizes, Optional.of("en-US"), Duration.ofSeconds(9), 3, 20, 2, List.of()),
        new SubtitleResult(
            "p/", sizes, Optional.empty(), Duration.ZERO, 0, 0, 0, List.of("no speech", "b")));
  }
}
