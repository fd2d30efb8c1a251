package dev.mediajobs.worker.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.worker.media.AudioStream;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.PictureStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MediaFactsTest {

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
                    true,
                    48_000,
                    Duration.ofMillis(1400),
                    Optional.of(Duration.ofMillis(30_000)))),
            Optional.of(new PictureStream(0, "h264"))),
        new MediaInfo(
            "mp3",
            Optional.empty(),
            Optional.of(new AudioStream(0, "mp3", 0, false, 0, Duration.ZERO, Optional.empty())),
            Optional.empty()));
  }
}
