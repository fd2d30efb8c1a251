package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.worker.media.AudioExtraction.Limits;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlacHeaderTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void aReaderLearnsTheExactLengthFromTheHeader() throws Exception {
    Path file =
        BundledFfmpeg.make(
            folder.resolve("sound.wav"), "-f lavfi -i sine=duration=3.25:sample_rate=16000");
    try (MediaServer server = MediaServer.started()) {
      MediaProbe probe = MediaProbe.with(BundledFfmpeg.get());
      URI source = server.serve(file);
      ByteArrayOutputStream sink = new ByteArrayOutputStream();
      ExtractedAudio audio =
          AudioExtraction.with(BundledFfmpeg.get())
              .extract(
                  source,
                  probe.inspect(source, LIMIT),
                  SpeechMix.TOGETHER,
                  new Limits(LIMIT, LIMIT),
                  sink,
                  fraction -> {});
      byte[] flac = sink.toByteArray();

      FlacHeader.putSamples(flac, audio.samples());

      Path patched = Files.write(folder.resolve("patched.flac"), flac);
      assertThat(audio.duration()).isEqualTo(Duration.ofMillis(3250));
      assertThat(probe.inspect(server.serve(patched), LIMIT).duration())
          .contains(Duration.ofMillis(3250));
    }
  }

  @Test
  void whatIsNoFlacIsRefused() {
    byte[] wave = Arrays.copyOf("RIFF".getBytes(StandardCharsets.US_ASCII), 100);
    byte[] cut = "fLaC".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> FlacHeader.putSamples(wave, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FlacHeader.putSamples(cut, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
