package dev.mediajobs.benchmarks;

import dev.mediajobs.worker.denoise.AudioFormat;
import dev.mediajobs.worker.denoise.Denoised;
import dev.mediajobs.worker.denoise.NoiseProfile;
import dev.mediajobs.worker.denoise.NoiseRemoval;
import dev.mediajobs.worker.media.AudioExtraction.Limits;
import dev.mediajobs.worker.media.Ffmpeg;
import dev.mediajobs.worker.media.FlacUpload;
import dev.mediajobs.worker.media.MediaInfo;
import dev.mediajobs.worker.media.MediaProbe;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How fast an hour of noisy sound in one bucket object becomes clean FLAC in another: listening for
 * the noise, taking it away, and both. The first argument is the template's path, the second how
 * many minutes it is to be instead of an hour.
 */
final class NoiseRemovalSpeed {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Limits LIMITS = new Limits(HOUR.multipliedBy(4), Duration.ofMinutes(10));
  private static final int RUNS = 3;

  private NoiseRemovalSpeed() {}

  private record Seconds(double sampling, double cleaning) {
    private double sum() {
      return sampling + cleaning;
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("noise-removal-speed");
    Duration length =
        arguments.length > 1 ? Duration.ofMinutes(Integer.parseInt(arguments[1])) : HOUR;
    Path mono = noisy(folder.resolve("mono.m4a"), 1, length);
    Path stereo = noisy(folder.resolve("stereo.m4a"), 2, length);
    try (RecordingStack stack = RecordingStack.start(Path.of(arguments[0]))) {
      report("mono", stack, mono, length);
      report("stereo", stack, stereo, length);
    } finally {
      Files.deleteIfExists(mono);
      Files.deleteIfExists(stereo);
      Files.delete(folder);
    }
    System.exit(0);
  }

  /** A tone that comes and goes over noise. */
  private static Path noisy(Path file, int channels, Duration length) throws Exception {
    String sound = "0.4*sin(2*PI*220*t)*gt(sin(2*PI*t)\\,0)+0.01*random(0)";
    Ffmpeg.Finished finished =
        Ffmpeg.unpacked()
            .run(
                List.of(
                    "-f",
                    "lavfi",
                    "-i",
                    "aevalsrc=" + sound + ":s=44100:d=" + length.toSeconds(),
                    "-ac",
                    Integer.toString(channels),
                    "-c:a",
                    "aac",
                    "-b:a",
                    "96k",
                    file.toString()),
                Duration.ofMinutes(10));
    if (!finished.succeeded()) {
      throw new IllegalStateException(finished.messages());
    }
    return file;
  }

  private static void report(String what, RecordingStack stack, Path recording, Duration length)
      throws Exception {
    Ffmpeg ffmpeg = Ffmpeg.unpacked();
    URI address = stack.addressOf(recording);
    List<Seconds> runs = new ArrayList<>();
    for (int run = 0; run <= RUNS; run++) {
      Seconds seconds = measured(ffmpeg, address, stack);
      if (run > 0) {
        runs.add(seconds);
      }
    }
    runs.sort((one, other) -> Double.compare(one.sum(), other.sum()));
    Seconds median = runs.get(runs.size() / 2);
    System.out.printf(
        Locale.ROOT,
        "%d minutes, %s, median of %d runs: sampling %.1f s, cleaning %.1f s, together %.0fx realtime%n",
        length.toMinutes(),
        what,
        RUNS,
        median.sampling(),
        median.cleaning(),
        length.toSeconds() / median.sum());
  }

  private static Seconds measured(Ffmpeg ffmpeg, URI address, RecordingStack stack)
      throws Exception {
    NoiseRemoval removal = NoiseRemoval.with(ffmpeg);
    long start = System.nanoTime();
    MediaInfo info = MediaProbe.with(ffmpeg).inspect(address, LIMITS.time());
    NoiseProfile profile = removal.sample(address, info, LIMITS, _ -> {});
    long sampled = System.nanoTime();
    if (!(profile instanceof NoiseProfile.Noise)) {
      throw new IllegalStateException("nothing to be measured: " + profile);
    }
    try (FlacUpload upload =
        FlacUpload.to(stack.s3(), stack.bucket(), "7d/jobs/speed/clean.flac")) {
      Denoised clean =
          removal.clean(address, info, profile, LIMITS, AudioFormat.FLAC, upload, _ -> {});
      upload.complete(clean.samples());
    }
    return new Seconds((sampled - start) / 1e9, (System.nanoTime() - sampled) / 1e9);
  }
}
