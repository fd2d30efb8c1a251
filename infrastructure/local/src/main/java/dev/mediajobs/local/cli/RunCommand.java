package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.JobReference;
import dev.mediajobs.local.cli.client.JobSettings;
import dev.mediajobs.local.cli.client.SourceFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code mediajobs run}: subtitles for one file, with a local stack that lives as long as the job.
 */
@Command(
    name = "run",
    description = {
      "Make subtitles for a recording on this machine.",
      "A local stack is started for this one job. FILE's name with the endings .srt, .vtt and .json"
          + " is written to DIR; existing files of these names are replaced."
    })
@SuppressWarnings("NullAway.Init")
final class RunCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "FILE", description = "A video or audio file of up to 5 GB.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Folder for the subtitles, made when missing (default: the current one).")
  private Path out;

  @Mixin private JobOptions job;
  @Mixin private TimeoutOption timeout;
  @Mixin private IsolationOption isolation;
  @Mixin private OutputOptions output;

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    JobSettings settings = job.settings();
    SourceFile recording = InputFile.checked(file);
    OutputFiles files = OutputFiles.of(out, recording);
    Output talk = output.in(surroundings);
    JobReference done =
        new OneJobStack(surroundings, talk, isolation.given())
            .run(recording, settings, files, timeout.limit());
    talk.result(files.lines(), files.describe(done));
    return ExitCode.OK.code();
  }
}
