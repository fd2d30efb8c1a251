package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.CleanUp.Owned;
import dev.mediajobs.local.cli.client.Job;
import dev.mediajobs.local.cli.client.JobReference;
import dev.mediajobs.local.cli.client.JobSettings;
import dev.mediajobs.local.cli.client.SourceFile;
import dev.mediajobs.local.cli.client.SubmittedJob;
import dev.mediajobs.local.cli.progress.ProgressDisplay;
import java.time.Duration;

/** Takes one recording through a stack that is started for it and gone afterwards. */
final class OneJobStack {
  private final Surroundings surroundings;
  private final Output output;
  private final boolean isolated;

  OneJobStack(Surroundings surroundings, Output output, boolean isolated) {
    this.surroundings = surroundings;
    this.output = output;
    this.isolated = isolated;
  }

  /** Makes the subtitles and puts them into files. */
  JobReference run(SourceFile recording, JobSettings settings, OutputFiles files, Duration limit)
      throws InterruptedException {
    Finished finished;
    try (Owned<ProgressDisplay> shown = surroundings.cleanUp().own(output.progress())) {
      finished = run(recording, settings, files, limit, shown.get());
    }
    output.remark(finished.job());
    return finished.reference();
  }

  private record Finished(JobReference reference, Job job) {}

  private Finished run(
      SourceFile recording,
      JobSettings settings,
      OutputFiles files,
      Duration limit,
      ProgressDisplay display)
      throws InterruptedException {
    return new OwnStack(surroundings, output, isolated)
        .here(
            display,
            api -> {
              Subtitling subtitling = new Subtitling(api, surroundings);
              SubmittedJob submitted = subtitling.submit(recording, settings, display);
              Job job = subtitling.completed(submitted, limit, display);
              subtitling.save(submitted, files);
              return new Finished(submitted.reference(), job);
            });
  }
}
