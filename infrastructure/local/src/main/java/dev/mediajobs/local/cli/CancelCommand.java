package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.JobReference;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mediajobs cancel}: takes a job back that nobody has begun. */
@Command(
    name = "cancel",
    description = "Cancel a job that is still pending; one that has begun runs to its end.")
@SuppressWarnings("NullAway.Init")
final class CancelCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private JobReferenceOptions reference;
  @Mixin private EndpointOption endpoint;
  @Mixin private OutputOptions output;

  CancelCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI api = endpoint.in(surroundings.environment());
    JobReference job = reference.in(surroundings.environment());
    output
        .in(surroundings)
        .result(List.of("status: cancelled"), Subtitling.api(api, surroundings).cancel(job));
    return ExitCode.OK.code();
  }
}
