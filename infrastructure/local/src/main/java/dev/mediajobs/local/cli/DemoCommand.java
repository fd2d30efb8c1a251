package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.CleanUp.Owned;
import dev.mediajobs.local.cli.client.Failures;
import dev.mediajobs.local.cli.client.JobReference;
import dev.mediajobs.local.cli.client.JobSettings;
import dev.mediajobs.local.cli.client.SourceFile;
import dev.mediajobs.local.cli.client.SubtitleFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mediajobs demo}: the whole way of the sample video, for somebody who is new here. */
@Command(
    name = "demo",
    description = {
      "Make subtitles for the sample video and print them.",
      "The video and its subtitles are left in DIR for you to look at."
    })
@SuppressWarnings("NullAway.Init")
final class DemoCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "mediajobs-demo",
      description = "Folder for video and subtitles, made when missing (default: mediajobs-demo).")
  private Path out;

  @Mixin private TimeoutOption timeout;
  @Mixin private IsolationOption isolation;
  @Mixin private OutputOptions output;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Output talk = output.in(surroundings);
    try (Owned<DemoFolder> folder = surroundings.cleanUp().own(DemoFolder.at(out))) {
      SourceFile video = folder.get().sample();
      OutputFiles files = OutputFiles.of(out, video);
      JobReference done =
          new OneJobStack(surroundings, talk, isolation.given())
              .run(
                  video,
                  new JobSettings(Optional.empty(), OptionalInt.empty(), false),
                  files,
                  timeout.limit());
      folder.get().keep();
      String subtitles = Files.readString(files.targets().get(SubtitleFormat.SRT));
      talk.result(List.of(subtitles.stripTrailing()), files.describe(done));
      talk.note("");
      talk.note("The video and its subtitles are in " + out.toAbsolutePath().normalize());
      talk.note("Now try one of your own: mediajobs run FILE");
      return ExitCode.OK.code();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.INPUT_REFUSED,
          "output_refused",
          out + " can't be used: " + Failures.reason(e) + "; choose another --out",
          e);
    }
  }
}
