package dev.mediajobs.benchmarks;

import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.MediaException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Videos of any size, with noise to see and a tone to hear. */
final class SyntheticVideo {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private SyntheticVideo() {}

  /** Two minutes in 20 MB. */
  static Path small(Path file) throws IOException, MediaException, InterruptedException {
    return made(
        file,
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=s=320x180:r=25,noise=alls=40:allf=t",
            "-f",
            "lavfi",
            "-i",
            "aevalsrc=0.4*sin(2*PI*220*t)*gt(sin(4*PI*t)\\,-0.5):s=48000",
            "-t",
            "120",
            "-c:v",
            "mpeg4",
            "-b:v",
            "1270k",
            "-maxrate",
            "1270k",
            "-bufsize",
            "1270k",
            "-c:a",
            "aac",
            "-b:a",
            "64k"));
  }

  /** Two minutes in 2 GB: pictures as no camera would leave them, uncompressed. */
  static Path dense(Path file) throws IOException, MediaException, InterruptedException {
    return made(
        file,
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=s=1280x720:r=9",
            "-f",
            "lavfi",
            "-i",
            "aevalsrc=0.4*sin(2*PI*220*t)*gt(sin(4*PI*t)\\,-0.5):s=48000",
            "-t",
            "120",
            "-c:v",
            "rawvideo",
            "-pix_fmt",
            "uyvy422",
            "-c:a",
            "aac",
            "-b:a",
            "64k"));
  }

  /** The same video again and again; its index stands at the end, as cameras put it. */
  static Path repeated(Path video, int times, Path file)
      throws IOException, MediaException, InterruptedException {
    return made(
        file,
        List.of("-stream_loop", Integer.toString(times - 1), "-i", video.toString(), "-c", "copy"));
  }

  private static Path made(Path file, List<String> arguments)
      throws IOException, MediaException, InterruptedException {
    List<String> all = new ArrayList<>(arguments);
    all.add(file.toString());
    Ffmpeg.Finished finished = Ffmpeg.unpacked().run(all, LIMIT);
    if (!finished.succeeded()) {
      throw new IOException(finished.messages());
    }
    return file;
  }
}
