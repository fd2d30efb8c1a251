package dev.mediajobs.benchmarks;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * The most memory that a worker needs for a video of 20 MB, for one of 2 GB that is as long, and
 * for one of 2 GB whose index is a hundred times as long, which ffmpeg keeps in memory: its JVM
 * (limited to a heap of 128 MB) and the ffmpeg it starts, each at its own peak, as Linux counts
 * resident memory. The first argument is the template's path.
 */
final class WorkerMemory {

  private static final int TIMES_LARGER = 100;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private WorkerMemory() {}

  private record Peak(long worker, long ffmpeg) {
    private long sum() {
      return worker + ffmpeg;
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("worker-memory");
    Path small = SyntheticVideo.small(folder.resolve("small.mp4"));
    Path dense = SyntheticVideo.dense(folder.resolve("dense.mov"));
    Path large = SyntheticVideo.repeated(small, TIMES_LARGER, folder.resolve("large.mp4"));
    try (RecordingStack stack = RecordingStack.start(Path.of(arguments[0]))) {
      Peak least = measured(stack, small, "20 MB in 2 minutes");
      compare(least, measured(stack, dense, "2 GB in 2 minutes"));
      compare(least, measured(stack, large, "2 GB in 200 minutes"));
    } finally {
      Files.deleteIfExists(small);
      Files.deleteIfExists(dense);
      Files.deleteIfExists(large);
      Files.delete(folder);
    }
    // The embedded servers leave threads behind.
    System.exit(0);
  }

  private static void compare(Peak least, Peak other) {
    System.out.printf(Locale.ROOT, "  %.2f times the memory%n", (double) other.sum() / least.sum());
  }

  private static Peak measured(RecordingStack stack, Path video, String what)
      throws IOException, InterruptedException {
    JobId id = stack.submit(video);
    Process worker = started(stack.workerEnvironment());
    try {
      long ffmpeg = 0;
      while (!stack.job(id).status().isTerminal()) {
        ffmpeg =
            Math.max(
                ffmpeg,
                worker.descendants().mapToLong(child -> peakOf(child.pid())).max().orElse(0));
        Thread.sleep(BETWEEN_LOOKS);
      }
      Peak peak = new Peak(peakOf(worker.pid()), ffmpeg);
      Job job = stack.job(id);
      System.out.printf(
          Locale.ROOT,
          "%-20s (%,d bytes): worker %d MB, ffmpeg %d MB, sum %d MB; %s%n",
          what,
          Files.size(video),
          peak.worker() >> 20,
          peak.ffmpeg() >> 20,
          peak.sum() >> 20,
          job.status().text());
      return peak;
    } finally {
      worker.destroyForcibly().waitFor();
    }
  }

  private static Process started(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProcess.class.getName())
            .inheritIO();
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** The most resident memory, in bytes, that a process has had; 0 when it has ended. */
  private static long peakOf(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException e) {
      // Linux says "no such process" in other words when it ends between the opening and the
      // reading.
      return gone(pid, e);
    }
  }

  private static long gone(long pid, IOException e) {
    if (ProcessHandle.of(pid).isPresent()) {
      throw new UncheckedIOException(e);
    }
    return 0;
  }
}
