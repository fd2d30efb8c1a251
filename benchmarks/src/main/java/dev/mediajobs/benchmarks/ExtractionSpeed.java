package dev.mediajobs.benchmarks;

import dev.mediajobs.worker.media.AudioExtraction;
import dev.mediajobs.worker.media.ExtractedAudio;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.FlacUpload;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.MediaProbe;
import dev.mediajobs.worker.media.SpeechMix;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How fast the worker gets the sound of half an hour of video out of one bucket object and into
 * another, against ffmpeg itself with the same filters and encoder, reading the same address and
 * writing nowhere. The first argument is the template's path.
 */
final class ExtractionSpeed {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int RUNS = 7;

  private ExtractionSpeed() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("extraction-speed");
    Path small = SyntheticVideo.small(folder.resolve("small.mp4"));
    Path long30 = SyntheticVideo.repeated(small, 15, folder.resolve("long.mp4"));
    try (RecordingStack stack = RecordingStack.start(Path.of(arguments[0]))) {
      Ffmpeg ffmpeg = Ffmpeg.unpacked();
      URI address = stack.addressOf(long30);
      List<Double> bare = new ArrayList<>();
      List<Double> ours = new ArrayList<>();
      for (int run = 0; run <= RUNS; run++) {
        double bareSeconds = bare(ffmpeg, address);
        double ourSeconds = ours(ffmpeg, address, stack);
        if (run > 0) {
          bare.add(bareSeconds);
          ours.add(ourSeconds);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "30 minutes, medians of %d interleaved runs: bare ffmpeg %.2f s, worker's extraction %.2f s, speed %.2fx of bare%n",
          RUNS,
          median(bare),
          median(ours),
          median(bare) / median(ours));
    } finally {
      Files.deleteIfExists(small);
      Files.deleteIfExists(long30);
      Files.delete(folder);
    }
    System.exit(0);
  }

  private static double bare(Ffmpeg ffmpeg, URI address) throws Exception {
    long start = System.nanoTime();
    Ffmpeg.Finished finished =
        ffmpeg.run(
            List.of(
                "-loglevel",
                "error",
                "-i",
                address.toString(),
                "-map",
                "0:a:0",
                "-vn",
                "-af",
                "aresample=16000:async=1",
                "-ac",
                "1",
                "-sample_fmt",
                "s16",
                "-c:a",
                "flac",
                "-f",
                "flac",
                "-y",
                "/dev/null"),
            LIMIT);
    if (!finished.succeeded()) {
      throw new IllegalStateException(finished.messages());
    }
    return seconds(start);
  }

  private static double ours(Ffmpeg ffmpeg, URI address, RecordingStack stack) throws Exception {
    long start = System.nanoTime();
    MediaInfo info = MediaProbe.with(ffmpeg).inspect(address, LIMIT);
    try (FlacUpload upload =
        FlacUpload.to(stack.s3(), stack.bucket(), "7d/jobs/speed/audio.flac")) {
      ExtractedAudio audio =
          AudioExtraction.with(ffmpeg)
              .extract(
                  address,
                  info,
                  SpeechMix.TOGETHER,
                  new AudioExtraction.Limits(LIMIT.multipliedBy(48), LIMIT),
                  upload,
                  _ -> {});
      upload.complete(audio.samples());
    }
    return seconds(start);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
