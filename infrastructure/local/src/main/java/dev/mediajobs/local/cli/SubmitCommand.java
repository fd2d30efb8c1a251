package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.CleanUp.Owned;
import dev.mediajobs.local.cli.client.Job;
import dev.mediajobs.local.cli.client.JobReference;
import dev.mediajobs.local.cli.client.JobSettings;
import dev.mediajobs.local.cli.client.SourceFile;
import dev.mediajobs.local.cli.client.SubmittedJob;
import dev.mediajobs.local.cli.progress.ProgressDisplay;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mediajobs submit}: hands a file to an API that runs already. */
@Command(
    name = "submit",
    description = {
      "Upload a recording to an API and make a job of it.",
      "Prints the job's id and its access token; both are needed to ask for it later."
    })
@SuppressWarnings("NullAway.Init")
final class SubmitCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "FILE", description = "A video or audio file.")
  private Path file;

  @Option(names = "--wait", description = "Follow the job to its end.")
  private boolean wait;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Wait, and write the subtitles to this folder: FILE's name with the endings .srt, .vtt and"
              + " .json.")
  private Optional<Path> out = Optional.empty();

  @Mixin private EndpointOption endpoint;
  @Mixin private JobOptions job;
  @Mixin private TimeoutOption timeout;
  @Mixin private OutputOptions output;

  SubmitCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI api = endpoint.in(surroundings.environment());
    JobSettings settings = job.settings();
    SourceFile recording = InputFile.checked(file);
    Optional<OutputFiles> files = out.map(folder -> OutputFiles.of(folder, recording));
    Output talk = output.in(surroundings);
    Subtitling subtitling = new Subtitling(api, surroundings);
    SubmittedJob submitted;
    Optional<Job> completed = Optional.empty();
    try (Owned<ProgressDisplay> display = surroundings.cleanUp().own(talk.progress())) {
      submitted = subtitling.submit(recording, settings, display.get());
      if (wait || files.isPresent()) {
        completed = Optional.of(subtitling.completed(submitted, timeout.limit(), display.get()));
      }
      if (files.isPresent()) {
        subtitling.save(submitted, files.get());
      }
    }
    completed.ifPresent(talk::remark);
    tell(submitted, completed, files, talk);
    return ExitCode.OK.code();
  }

  private static void tell(
      SubmittedJob submitted, Optional<Job> completed, Optional<OutputFiles> files, Output talk) {
    if (files.isPresent()) {
      talk.result(files.get().lines(), files.get().describe(submitted.reference()));
      return;
    }
    JobReference reference = submitted.reference();
    talk.result(
        List.of("job_id: " + reference.id(), "access_token: " + reference.token()),
        completed.map(Job::answer).orElseGet(submitted::answer));
  }
}
