package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.worker.media.AudioExtraction.Limits;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AudioExtractionTest {
  private static final Limits LIMITS = new Limits(Duration.ofHours(4), Duration.ofMinutes(1));

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

  @Test
  void theSoundOfAVideoComesOutWholeWithProgress() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("video.mp4"),
            "-f lavfi -i testsrc=duration=4:size=160x120:rate=25"
                + " -f lavfi -i sine=440:duration=4:sample_rate=44100 -c:v mpeg4 -ac 2 -c:a aac");
    URI source = server.serve(file);
    MediaInfo info = MediaProbe.with(BundledFfmpeg.get()).inspect(source, Duration.ofSeconds(30));
    ByteArrayOutputStream flac = new ByteArrayOutputStream();
    List<Double> fractions = new CopyOnWriteArrayList<>();

    ExtractedAudio audio =
        AudioExtraction.with(BundledFfmpeg.get())
            .extract(source, info, LIMITS, flac, fractions::add);

    assertThat(audio.duration()).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4030));
    assertThat(audio.bytes()).isEqualTo(flac.size());
    assertThat(fractions).isSorted().last().isEqualTo(1.0);
  }
}
