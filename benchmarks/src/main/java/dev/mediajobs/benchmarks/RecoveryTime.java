package dev.mediajobs.benchmarks;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Lease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How long it takes from the SIGKILL of a worker until another one has the job, and until the job
 * is completed, as its owner sees it: the real lease, the real schedule, here once a minute. The
 * first argument is the template's path; what follows may say how often to measure.
 */
final class RecoveryTime {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final int TIMES = 3;

  private RecoveryTime() {}

  public static void main(String[] arguments) throws Exception {
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : TIMES;
    Path folder = Files.createTempDirectory("recovery");
    Path small = SyntheticVideo.small(folder.resolve("small.mp4"));
    try (RecordingStack stack =
        RecordingStack.working(Path.of(arguments[0]), Map.of("SweepRate", "rate(1 minute)"))) {
      for (int i = 0; i < times; i++) {
        // Half an hour; were two of them the same, the second job would only copy.
        Path video = SyntheticVideo.repeated(small, 15 + i, folder.resolve(i + ".mp4"));
        measure(stack, video);
        Files.delete(video);
      }
    } finally {
      Files.delete(small);
      Files.delete(folder);
    }
    // The embedded servers leave threads behind.
    System.exit(0);
  }

  private static void measure(RecordingStack stack, Path video) throws Exception {
    JobId id = stack.submit(video);
    Job running = await(stack, id, RecoveryTime::isRunning);
    stack.workers().forEach(ProcessHandle::destroyForcibly);
    long killed = System.nanoTime();
    long fence = stack.job(id).hold().fence();
    await(stack, id, job -> isRunning(job) && job.hold().fence() > fence);
    Duration claimed = Duration.ofNanos(System.nanoTime() - killed);
    Job ended = await(stack, id, job -> job.status().isTerminal());
    System.out.printf(
        Locale.ROOT,
        "killed in step %s; claimed again after %.1f s, %s after %.1f s%n",
        running.checkpoint().step(),
        claimed.toMillis() / 1000.0,
        ended.status().text(),
        (System.nanoTime() - killed) / 1e9);
  }

  private static boolean isRunning(Job job) {
    return job.hold().lease().kind() == Lease.Kind.RUNNING;
  }

  private static Job await(RecordingStack stack, JobId id, Predicate<Job> state)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Job job = stack.job(id);
      if (state.test(job)) {
        return job;
      }
      Thread.sleep(LOOK);
    }
    throw new IllegalStateException("it took longer than " + PATIENCE);
  }
}
