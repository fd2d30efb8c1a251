package dev.mediajobs.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediajobs.local.cli.client.SignIn;
import java.net.URI;
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
    SignIn signIn =
        new SignIn(
            endpoint.in(surroundings.environment()),
            surroundings.http(),
            surroundings.pauses(),
            surroundings.clock());
    URI issuer =
        signIn
            .issuer()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.INPUT_REFUSED, "no_sign_in", "nobody can sign in to this API"));
    JsonNode token =
        signIn
            .token(issuer, user, Duration.ofHours(hours))
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.INPUT_REFUSED,
                        "sign_in_elsewhere",
                        "people sign in to this API at %s; get an access token there"
                            .formatted(issuer)));
    Output talk = output.in(surroundings);
    talk.result(List.of(token.path("access_token").asText()), token);
    talk.note("Send it as 'Authorization: Bearer ...'; whoever has it is " + user + ".");
    return ExitCode.OK.code();
  }
}
