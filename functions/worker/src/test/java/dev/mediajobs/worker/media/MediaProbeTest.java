package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MediaProbeTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String PICTURE = "-f lavfi -i testsrc=duration=4:size=160x120:rate=25";

  @TempDir private Path folder;
  private MediaServer server;

  @BeforeEach
  void start() throws Exception {
    server = MediaServer.started();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private MediaInfo inspect(Path file) throws Exception {
    return inspect(server.serve(file));
  }

  private static MediaInfo inspect(URI source) throws Exception {
    return MediaProbe.with(BundledFfmpeg.get()).inspect(source, LIMIT);
  }

  @Test
  void aVideoTellsItsFormatItsLengthAndItsSound() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("video.mp4"),
            PICTURE + " -f lavfi -i sine=440:duration=4:sample_rate=44100 -c:v mpeg4 -ac 2");

    MediaInfo info = inspect(file);

    assertThat(info.format()).contains("mp4");
    assertThat(info.hasVideo()).isTrue();
    assertThat(info.duration().orElseThrow())
        .isBetween(Duration.ofMillis(3990), Duration.ofMillis(4050));
    AudioStream audio = info.requireAudio();
    assertThat(audio.index()).isEqualTo(1);
    assertThat(audio.codec()).isEqualTo("aac");
    assertThat(audio.channels()).isEqualTo(2);
    assertThat(audio.sampleRate()).isEqualTo(44_100);
    assertThat(audio.startOffset()).isZero();
  }
}
