package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.Job;
import dev.mediajobs.local.cli.client.JobLookup;
import dev.mediajobs.local.cli.client.JobStatus;
import dev.mediajobs.local.cli.client.JobWatch;
import dev.mediajobs.local.cli.client.SubmittedJob;
import dev.mediajobs.local.cli.progress.Progress;
import dev.mediajobs.local.cli.progress.ProgressDisplay;
import java.time.Duration;

/** Follows jobs to their ends. */
final class Following {
  private final JobLookup jobs;
  private final Surroundings surroundings;

  Following(JobLookup jobs, Surroundings surroundings) {
    this.jobs = jobs;
    this.surroundings = surroundings;
  }

  /**
   * Follows a job until it is completed.
   *
   * @throws CommandFailure if it ends in any other way
   */
  Job completed(SubmittedJob submitted, Duration limit, ProgressDisplay display)
      throws InterruptedException {
    Job job =
        new JobWatch(jobs, surroundings.http(), surroundings.pauses(), surroundings.clock())
            .await(submitted, limit, now -> display.show(progress(now)));
    return switch (job.status()) {
      case COMPLETED -> job;
      case FAILED ->
          throw new CommandFailure(
              ExitCode.JOB_FAILED,
              job.errorCode().orElse("job_failed"),
              job.errorMessage().orElse("the job failed without saying why"));
      case CANCELLED ->
          throw new CommandFailure(ExitCode.JOB_FAILED, "job_cancelled", "the job was cancelled");
      case PENDING, PROCESSING -> throw new IllegalStateException("a watch ended early");
    };
  }

  private static Progress progress(Job job) {
    String word = job.status() == JobStatus.PENDING ? "waiting" : "starting";
    String stage = job.status().terminal() ? job.status().word() : job.stage().orElse(word);
    return new Progress(Printable.line(stage), job.progress(), job.remaining());
  }
}
