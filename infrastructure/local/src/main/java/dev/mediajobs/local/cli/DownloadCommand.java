package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.JobReference;
import dev.mediajobs.local.cli.client.SubtitleFormat;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mediajobs download}: the subtitles of a completed job. */
@Command(
    name = "download",
    description = {
      "Fetch the subtitles of a completed job.",
      "With --json and a FILE, a line of JSON says what was written; to standard output the subtitles"
          + " go as they are in any case."
    })
@SuppressWarnings("NullAway.Init")
final class DownloadCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  private final Surroundings surroundings;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "srt",
      description = "srt, vtt or json (default: srt).")
  private SubtitleFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = STANDARD_OUTPUT,
      description = "Where to write; - means standard output (default: -).")
  private String out;

  @Mixin private JobReferenceOptions reference;
  @Mixin private EndpointOption endpoint;
  @Mixin private OutputOptions output;

  DownloadCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI api = endpoint.in(surroundings.environment());
    JobReference job = reference.in(surroundings.environment());
    ResultWriter writer =
        new ResultWriter(Subtitling.api(api, surroundings), surroundings.cleanUp());
    if (out.equals(STANDARD_OUTPUT)) {
      writer.copy(job, format, surroundings.out());
      return ExitCode.OK.code();
    }
    Path target = Path.of(out);
    if (Files.isDirectory(target)) {
      throw new CommandFailure(
          ExitCode.INPUT_REFUSED,
          "output_refused",
          target + ": this is a folder; name a file in it with --out");
    }
    writer.write(job, format, target);
    output
        .in(surroundings)
        .result(
            List.of(target.toString()),
            Output.object()
                .put("job_id", job.id())
                .put("format", format.ending())
                .put("file", target.toAbsolutePath().normalize().toString()));
    return ExitCode.OK.code();
  }
}
