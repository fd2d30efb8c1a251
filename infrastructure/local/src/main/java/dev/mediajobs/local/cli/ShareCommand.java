package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.ApiClient;
import dev.mediajobs.local.cli.client.JobReference;
import dev.mediajobs.local.cli.client.ShareLink;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mediajobs share}: a link to look at a job, or its end. */
@Command(
    name = "share",
    description = {
      "Print a link with which anybody can look at a job and download its result.",
      "It opens nothing else, and is the same each time until it is taken back."
    })
@SuppressWarnings("NullAway.Init")
final class ShareCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--stop",
      description = "Take the link back: it opens nothing any more, and the next one is another.")
  private boolean stop;

  @Mixin private JobReferenceOptions reference;
  @Mixin private EndpointOption endpoint;
  @Mixin private OutputOptions output;

  ShareCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    ApiClient api = Subtitling.api(endpoint.in(surroundings.environment()), surroundings);
    JobReference job = reference.in(surroundings.environment());
    Output talk = output.in(surroundings);
    if (stop) {
      api.unshare(job);
      talk.result(List.of("shared: no"), Output.object().put("shared", false));
    } else {
      ShareLink link = api.share(job);
      talk.result(List.of("share_url: " + link.url()), link.answer());
    }
    return ExitCode.OK.code();
  }
}
