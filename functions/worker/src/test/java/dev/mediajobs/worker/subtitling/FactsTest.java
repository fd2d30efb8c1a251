package dev.mediajobs.worker.subtitling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.worker.media.AudioStream;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.PictureStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactsTest {

  @ParameterizedTest
  @MethodSource("recordings")
  void whatTheProbeFoundIsReadBack(MediaInfo info) {
    Checkpoint checkpoint =
        new Checkpoint("extract", MediaFacts.of(info, info.audio().orElseThrow()));

    assertThat(MediaFacts.read(checkpoint)).isEqualTo(info);
  }

  static List<MediaInfo> recordings() {
    return List.of(
        new MediaInfo(
            "mov,mp4",
            Optional.of(Duration.ofMillis(31_500)),
            Optional.of(
                new AudioStream(
                    1,
                    "aac",
                    2,
                    48_000,
                    Duration.ofMillis(1400),
                    Optional.of(Duration.ofMillis(30_000)))),
            Optional.of(new PictureStream(0, "h264"))),
        new MediaInfo(
            "mp3",
            Optional.empty(),
            Optional.of(new AudioStream(0, "mp3", 0, 0, Duration.ZERO, Optional.empty())),
            Optional.empty()));
  }

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

  @Test
  void durationsAreSaidAsPeopleSayThem() {
    assertThat(SubtitlingFailures.spoken(Duration.ofHours(4))).isEqualTo("4 hours");
    assertThat(SubtitlingFailures.spoken(Duration.ofMinutes(1))).isEqualTo("1 minute");
    assertThat(SubtitlingFailures.spoken(Duration.ofMillis(200))).isEqualTo("0.2 seconds");
    assertThat(SubtitlingFailures.spoken(Duration.ofMillis(499))).isEqualTo("0.499 seconds");
    assertThat(SubtitlingFailures.spoken(Duration.ofMillis(500))).isEqualTo("0.5 seconds");
    assertThat(SubtitlingFailures.spoken(Duration.ZERO)).isEqualTo("0.0 seconds");
  }
}
