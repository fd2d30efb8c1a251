package dev.mediajobs.local.sample;

import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Makes the sample video from its script: {@code SampleVideo FILE.mp4}. The result is committed, so
 * this runs only when the script changes.
 */
public final class SampleVideo {

  private static final int FRAMES_A_SECOND = 10;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private SampleVideo() {}

  /** Writes the video to the file that the only argument names, over what may be there. */
  public static void main(String... arguments) throws Exception {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("Name the one file to write, such as dialogue.mp4");
    }
    System.setProperty("java.awt.headless", "true");
    make(Sample.script(), Path.of(arguments[0]));
  }

  private static void make(Dialogue dialogue, Path file)
      throws IOException, MediaException, InterruptedException {
    Performance performance = Performance.of(dialogue);
    Path folder = Files.createTempDirectory("sample-video");
    try {
      Path sound = folder.resolve("sound.wav");
      performance.writeSound(sound);
      draw(performance, new Picture(performance, dialogue), folder);
      encode(folder, sound, file);
    } finally {
      delete(folder);
    }
  }

  private static void draw(Performance performance, Picture picture, Path folder)
      throws IOException {
    long frames = performance.length().toMillis() * FRAMES_A_SECOND / 1000;
    for (int frame = 0; frame < frames; frame++) {
      Duration moment = Duration.ofMillis(frame * 1000L / FRAMES_A_SECOND);
      Path image = folder.resolve("frame%05d.png".formatted(frame));
      ImageIO.write(picture.at(moment), "png", image.toFile());
    }
  }

  private static void encode(Path folder, Path sound, Path file)
      throws IOException, MediaException, InterruptedException {
    Ffmpeg.Finished finished =
        Ffmpeg.unpacked()
            .run(
                List.of(
                    "-loglevel",
                    "error",
                    "-y",
                    "-framerate",
                    String.valueOf(FRAMES_A_SECOND),
                    "-i",
                    folder.resolve("frame%05d.png").toString(),
                    "-i",
                    sound.toString(),
                    "-c:v",
                    "libopenh264",
                    "-b:v",
                    "80k",
                    "-pix_fmt",
                    "yuv420p",
                    "-c:a",
                    "aac",
                    "-b:a",
                    "48k",
                    "-map_metadata",
                    "-1",
                    "-fflags",
                    "+bitexact",
                    "-movflags",
                    "+faststart",
                    file.toString()),
                LIMIT);
    if (!finished.succeeded()) {
      throw new IOException("ffmpeg could not encode the sample: " + finished.messages());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
