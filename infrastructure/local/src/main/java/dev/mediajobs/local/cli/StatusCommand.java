package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.Job;
import dev.mediajobs.local.cli.client.JobReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mediajobs status}: how a job stands. */
@Command(
    name = "status",
    description = {
      "Say how a job stands.",
      "The exit code tells whether the question was answered, not how the job ended. With --json the"
          + " answer of the API is printed as it is."
    })
@SuppressWarnings("NullAway.Init")
final class StatusCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private JobReferenceOptions reference;
  @Mixin private EndpointOption endpoint;
  @Mixin private OutputOptions output;

  StatusCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI api = endpoint.in(surroundings.environment());
    JobReference job = reference.in(surroundings.environment());
    Job now = Subtitling.api(api, surroundings).job(job);
    output.in(surroundings).result(lines(now), now.answer());
    return ExitCode.OK.code();
  }

  private static List<String> lines(Job job) {
    List<String> lines = new ArrayList<>();
    lines.add("status: " + job.status().word());
    lines.add("progress: " + job.progress() + " %");
    job.stage().ifPresent(stage -> lines.add("stage: " + Printable.line(stage)));
    job.remaining().ifPresent(time -> lines.add("seconds left, about: " + time.toSeconds()));
    job.errorMessage().ifPresent(error -> lines.add("error: " + Printable.line(error)));
    return lines;
  }
}
