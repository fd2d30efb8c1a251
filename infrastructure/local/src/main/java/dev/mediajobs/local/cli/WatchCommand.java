package dev.mediajobs.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.cli.client.Job;
import dev.mediajobs.local.cli.client.JobList;
import dev.mediajobs.local.cli.client.JobStatus;
import dev.mediajobs.local.cli.client.JobsWatch;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mediajobs watch}: tells of jobs while they happen. */
@Command(
    name = "watch",
    description = {
      "Follow jobs to their end, and print a line for each change.",
      "The line holds the job's id, its status, its progress in percent and its stage; with --json it"
          + " is an object."
    })
@SuppressWarnings("NullAway.Init")
final class WatchCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "TOKEN",
      arity = "1..1000",
      description = "Access tokens of jobs, as 'submit' printed them.")
  private List<String> tokens;

  @Mixin private EndpointOption endpoint;
  @Mixin private TimeoutOption timeout;
  @Mixin private OutputOptions output;

  WatchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI api = endpoint.in(surroundings.environment());
    Output talk = output.in(surroundings);
    JobList ended =
        new JobsWatch(
                Subtitling.api(api, surroundings),
                surroundings.http(),
                surroundings.pauses(),
                surroundings.clock())
            .await(
                List.copyOf(new LinkedHashSet<>(tokens)),
                timeout.limit(),
                (id, job) -> talk.result(List.of(line(id, job)), object(id, job)));
    if (ended.invalidTokens() > 0) {
      throw new CommandFailure(
          ExitCode.NO_SUCH_JOB,
          "job_not_found",
          "%d of the tokens open no job, or it has expired".formatted(ended.invalidTokens()));
    }
    boolean completed =
        ended.jobs().values().stream().allMatch(job -> job.status() == JobStatus.COMPLETED);
    return (completed ? ExitCode.OK : ExitCode.JOB_FAILED).code();
  }

  private static String line(String id, Job job) {
    Optional<String> more = job.errorMessage().or(job::stage);
    return "%s %s %d %%%s"
        .formatted(
            Printable.line(id),
            job.status().word(),
            job.progress(),
            more.map(text -> " " + Printable.line(text)).orElse(""));
  }

  private static ObjectNode object(String id, Job job) {
    ObjectNode object = Output.object();
    object.put("job_id", id);
    object.put("status", job.status().word());
    object.put("progress", job.progress());
    object.put("progress_stage", job.stage().orElse(null));
    object.put("error_code", job.errorCode().orElse(null));
    object.put("error_message", job.errorMessage().orElse(null));
    return object;
  }
}
