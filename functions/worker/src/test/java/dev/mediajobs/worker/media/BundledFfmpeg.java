package dev.mediajobs.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The bundled ffmpeg, unpacked once for all tests, and recordings made with it. */
public final class BundledFfmpeg {
  private BundledFfmpeg() {}

  private static final class Unpacked {
    static final Ffmpeg FFMPEG = unpack();

    private static Ffmpeg unpack() {
      try {
        return Ffmpeg.unpackedIn(Path.of("target", "ffmpeg").toAbsolutePath());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Ready to run. */
  public static Ffmpeg get() {
    return Unpacked.FFMPEG;
  }

  /**
   * Runs ffmpeg with arguments as one would type them, none of which holds a space, and a file to
   * write.
   */
  public static Path make(Path file, String arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-loglevel", "error", "-y"));
    all.addAll(List.of(arguments.split(" ", -1)));
    all.add(file.toString());
    Ffmpeg.Finished finished = get().run(all, Duration.ofMinutes(2));
    assertThat(finished.messages()).isEmpty();
    assertThat(finished.exitCode()).isZero();
    return file;
  }
}
