package dev.mediajobs.local.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of commands for people with an account about who they are. */
@SuppressWarnings("NullAway.Init")
final class IdentityOptions {
  private static final String VARIABLE = "MEDIAJOBS_ACCESS_TOKEN";

  /** Longer than any job is waited for. */
  private static final Duration LIFETIME = Duration.ofDays(7);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = "me",
      description =
          "Who to sign in as at a stack on this machine, which believes everybody (default:"
              + " ${DEFAULT-VALUE}).")
  private String user;

  @Option(
      names = "--access-token",
      paramLabel = "TOKEN",
      description =
          "With a deployed API: the access token that its issuer gave you; the environment variable "
              + VARIABLE
              + ", which other users of the machine can't see, is used when not given.")
  private Optional<String> token = Optional.empty();

  /** The access token for an API: the one given, else one for somebody who signs in now. */
  String at(URI api, Surroundings surroundings) throws InterruptedException {
    Optional<String> given =
        token
            .or(() -> Optional.ofNullable(surroundings.environment().get(VARIABLE)))
            .map(String::strip);
    if (given.isPresent()) {
      return given
          .filter(value -> value.matches("[!-~]+"))
          .orElseThrow(
              () ->
                  new ParameterException(
                      command.commandLine(), "--access-token holds characters that no token has"));
    }
    if (user.isBlank()) {
      throw new ParameterException(command.commandLine(), "--user must not be blank");
    }
    return new Identity(surroundings).signedIn(api, user, LIFETIME).path("access_token").asText();
  }
}
