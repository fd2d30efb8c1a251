package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecondOutputTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int SAMPLES = 100_000;

  private static Ffmpeg.Finished silence(OutputStream first, String second) throws Exception {
    String source = "anullsrc=r=48000:cl=mono,atrim=end_sample=" + SAMPLES + ",asplit[one][other]";
    return BundledFfmpeg.get()
        .run(
            List.of(
                "-filter_complex",
                source,
                "-map",
                "[one]",
                "-f",
                "s16le",
                second,
                "-map",
                "[other]",
                "-f",
                "s8",
                "pipe:1"),
            LIMIT,
            first,
            line -> {});
  }

  private static Path folder(SecondOutput output) {
    Path socket = Path.of(output.address().substring("unix:".length()));
    return socket.resolveSibling("");
  }

  @Test
  void bothOutputsArriveWholeAndNothingIsLeftBehind() throws Exception {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    SecondOutput output = SecondOutput.into(second);

    try (output) {
      assertThat(silence(first, output.address()).succeeded()).isTrue();
      output.awaitEnd();
    }

    assertThat(first.size()).isEqualTo(SAMPLES);
    assertThat(second.size()).isEqualTo(2 * SAMPLES);
    assertThat(folder(output)).doesNotExist();
  }

  @Test
  void onlyThisUserReachesTheSocket() throws Exception {
    try (SecondOutput output = SecondOutput.into(OutputStream.nullOutputStream())) {
      assertThat(Files.getPosixFilePermissions(folder(output)))
          .allSatisfy(permission -> assertThat(permission.name()).startsWith("OWNER_"));
    }
  }

  @Test
  void anFfmpegThatNeverWritesIsNotAwaitedForEver() throws Exception {
    SecondOutput output = SecondOutput.into(OutputStream.nullOutputStream());

    output.close();

    assertThatThrownBy(output::awaitEnd).isInstanceOf(IOException.class);
    assertThat(folder(output)).doesNotExist();
  }

  @Test
  void whatTheSinkThrowsEndsTheFfmpeg() throws Exception {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("full");
          }
        };

    try (SecondOutput output = SecondOutput.into(full)) {
      Ffmpeg.Finished finished = silence(OutputStream.nullOutputStream(), output.address());

      assertThat(finished.succeeded()).isFalse();
      assertThatThrownBy(output::awaitEnd).cause().hasMessage("full");
    }
  }
}
