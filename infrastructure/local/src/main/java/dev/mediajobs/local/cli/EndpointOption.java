package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.Failures;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says which API a command talks to. */
@SuppressWarnings("NullAway.Init")
final class EndpointOption {
  private static final String VARIABLE = "MEDIAJOBS_ENDPOINT";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "Address of the API, such as the one that 'mediajobs up' prints; the environment variable"
              + " "
              + VARIABLE
              + " is used when not given.")
  private Optional<String> endpoint = Optional.empty();

  /** The address given, checked. */
  URI in(Map<String, String> environment) {
    return find(environment)
        .orElseThrow(() -> usage("--endpoint URL is missing (or set " + VARIABLE + ")"));
  }

  /** The address given, checked, for commands that can do without. */
  Optional<URI> find(Map<String, String> environment) {
    return endpoint
        .or(() -> Optional.ofNullable(environment.get(VARIABLE)))
        .filter(value -> !value.isBlank())
        .map(this::checked);
  }

  private URI checked(String text) {
    try {
      URI address = new URI(text.strip());
      boolean http =
          "http".equalsIgnoreCase(address.getScheme())
              || "https".equalsIgnoreCase(address.getScheme());
      if (http
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null
          && address.getRawFragment() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw usage("'" + text + "' is no address: " + Failures.reason(e));
    }
    throw usage("'" + text + "' is no address of an API; it looks like http://127.0.0.1:8080");
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
