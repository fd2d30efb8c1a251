package dev.mediajobs.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mediajobs login}: a token with which somebody is signed in to a local stack. */
@Command(
    name = "login",
    description = {
      "Print an access token with which somebody is signed in to a local stack.",
      "A stack on this machine believes whoever you say you are. People sign in to a deployed API"
          + " at its own issuer."
    })
@SuppressWarnings("NullAway.Init")
final class LoginCommand implements Callable<Integer> {
  private static final int MOST_HOURS = 168;

  private final Surroundings surroundings;

  @Spec private CommandSpec command;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      required = true,
      description = "Who to sign in, such as alice; nobody has to be registered.")
  private String user;

  @Option(
      names = "--hours",
      paramLabel = "N",
      defaultValue = "12",
      description = "For how long, 1 to 168 (default: ${DEFAULT-VALUE}).")
  private int hours;

  @Mixin private EndpointOption endpoint;
  @Mixin private OutputOptions output;

  LoginCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (hours < 1 || hours > MOST_HOURS) {
      throw new ParameterException(
          command.commandLine(), "--hours must be 1 to " + MOST_HOURS + ", not " + hours);
    }
    if (user.isBlank()) {
      throw new ParameterException(command.commandLine(), "--user must not be blank");
    }
    JsonNode token =
        new Identity(surroundings)
            .signedIn(endpoint.in(surroundings.environment()), user, Duration.ofHours(hours));
    Output talk = output.in(surroundings);
    talk.result(List.of(token.path("access_token").asText()), token);
    talk.note("Send it as 'Authorization: Bearer ...'; whoever has it is " + user + ".");
    return ExitCode.OK.code();
  }
}
