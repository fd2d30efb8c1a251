package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.JobReference;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mediajobs retry}: has a failed job tried once more. */
@Command(
    name = "retry",
    description = "Have a failed job tried once more from its beginning, with the same settings.")
@SuppressWarnings("NullAway.Init")
final class RetryCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private JobReferenceOptions reference;
  @Mixin private EndpointOption endpoint;
  @Mixin private OutputOptions output;

  RetryCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI api = endpoint.in(surroundings.environment());
    JobReference job = reference.in(surroundings.environment());
    output
        .in(surroundings)
        .result(List.of("status: pending"), Subtitling.api(api, surroundings).retry(job));
    return ExitCode.OK.code();
  }
}
