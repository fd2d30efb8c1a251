package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.CleanUp.Owned;
import dev.mediajobs.local.cli.client.ApiClient;
import dev.mediajobs.local.cli.client.Job;
import dev.mediajobs.local.cli.client.JobSettings;
import dev.mediajobs.local.cli.client.SourceFile;
import dev.mediajobs.local.cli.client.SubmittedJob;
import dev.mediajobs.local.cli.client.Upload;
import dev.mediajobs.local.cli.client.UploadedFile;
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
    return new Following(api, surroundings).completed(submitted, limit, display);
  }

  /** Puts the subtitles of a completed job into files. */
  void save(SubmittedJob job, OutputFiles files) throws InterruptedException {
    new ResultWriter(api, surroundings.cleanUp()).writeAll(job.reference(), files);
  }
}
