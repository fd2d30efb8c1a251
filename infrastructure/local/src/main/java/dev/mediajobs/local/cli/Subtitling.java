package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.CleanUp.Owned;
import dev.mediajobs.local.cli.client.ApiClient;
import dev.mediajobs.local.cli.client.Job;
import dev.mediajobs.local.cli.client.JobSettings;
import dev.mediajobs.local.cli.client.JobStatus;
import dev.mediajobs.local.cli.client.JobWatch;
import dev.mediajobs.local.cli.client.SourceFile;
import dev.mediajobs.local.cli.client.SubmittedJob;
import dev.mediajobs.local.cli.client.Upload;
import dev.mediajobs.local.cli.client.UploadedFile;
import dev.mediajobs.local.cli.progress.Progress;
import dev.mediajobs.local.cli.progress.ProgressDisplay;
import java.net.URI;
import java.time.Duration;

/** The way of a recording through an API: uploaded, submitted, followed, fetched. */
final class Subtitling {
  private final Surroundings surroundings;
  private final ApiClient api;

  Subtitling(URI endpoint, Surroundings surroundings) {
    this.surroundings = surroundings;
    this.api = api(endpoint, surroundings);
  }

  static ApiClient api(URI endpoint, Surroundings surroundings) {
    return new ApiClient(
        endpoint, surroundings.http(), surroundings.pauses(), surroundings.clock());
  }

  /** Uploads a recording and makes a job of it. */
  SubmittedJob submit(SourceFile file, JobSettings settings, ProgressDisplay display)
      throws InterruptedException {
    UploadProgress progress = new UploadProgress(display, surroundings.clock());
    try (Owned<Upload> upload =
        surroundings
            .cleanUp()
            .open(() -> Upload.begin(api, surroundings.http(), surroundings.pauses(), file))) {
      UploadedFile uploaded = upload.get().send(progress);
      return api.submit(uploaded, settings);
    }
  }

  /**
   * Follows a job until it is completed.
   *
   * @throws CommandFailure if it ends in any other way
   */
  Job completed(SubmittedJob submitted, Duration limit, ProgressDisplay display)
      throws InterruptedException {
    Job job =
        new JobWatch(api, surroundings.http(), surroundings.pauses(), surroundings.clock())
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

  /** Puts the subtitles of a completed job into files. */
  void save(SubmittedJob job, OutputFiles files) throws InterruptedException {
    new ResultWriter(api, surroundings.cleanUp()).writeAll(job.reference(), files);
  }

  private static Progress progress(Job job) {
    String word = job.status() == JobStatus.PENDING ? "waiting" : "starting";
    String stage = job.status().terminal() ? job.status().word() : job.stage().orElse(word);
    return new Progress(Printable.line(stage), job.progress(), job.remaining());
  }
}
