package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.JobReference;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Parameter and option that name an existing job. */
@SuppressWarnings("NullAway.Init")
final class JobReferenceOptions {
  private static final String VARIABLE = "MEDIAJOBS_TOKEN";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(paramLabel = "JOB_ID", description = "The job's id, as 'submit' printed it.")
  private String id;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "The job's access token, as 'submit' printed it; the environment variable "
              + VARIABLE
              + ", which other users of the machine can't see, is used when not given.")
  private Optional<String> token = Optional.empty();

  JobReference in(Map<String, String> environment) {
    String secret =
        token
            .or(() -> Optional.ofNullable(environment.get(VARIABLE)))
            .map(String::strip)
            .filter(value -> value.matches("[!-~]+"))
            .orElseThrow(
                () ->
                    new ParameterException(
                        command.commandLine(),
                        "--token TOKEN is missing or holds characters that no token has (or set "
                            + VARIABLE
                            + ")"));
    if (id.isBlank()) {
      throw new ParameterException(command.commandLine(), "JOB_ID must not be empty");
    }
    return new JobReference(id.strip(), secret);
  }
}
