package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.cli.CommandLineHarness.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageTest {
  private final CommandLineHarness commands = new CommandLineHarness();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dance",
        "run",
        "run --out",
        "run a.mp4 b.mp4",
        "run a.mp4 --speakers many",
        "run a.mp4 --speakers 0",
        "run a.mp4 --timeout soon",
        "run a.mp4 --timeout 0s",
        "up --port 65536",
        "up --port -1",
        "login --endpoint http://127.0.0.1:1",
        "login --user alice",
        "login --user alice --hours 0 --endpoint http://127.0.0.1:1",
        "login --user alice --hours 169 --endpoint http://127.0.0.1:1",
        "submit a.mp4",
        "submit a.mp4 --endpoint localhost:8080",
        "submit a.mp4 --endpoint ftp://host/",
        "submit a.mp4 --endpoint http://user:password@host/",
        "submit a.mp4 --endpoint http://host/?stage=1",
        "status 3f8a --endpoint http://127.0.0.1:1",
        "download 3f8a --token t --endpoint http://127.0.0.1:1 --format txt",
      })
  void whatIsNotUnderstoodIsOneLineAndExitCodeTwo(String line) {
    Outcome outcome = commands.run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).startsWith("mediajobs: ").contains("--help' shows how");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aProgramGetsThatAsJson() {
    assertThat(commands.run("run", "--json").err())
        .startsWith("{\"error\":{\"code\":\"usage\"")
        .contains("\"exit_code\":2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "run", "up", "submit", "status", "download", "login"})
  void everyCommandExplainsItselfAndTheExitCodes(String command) {
    Outcome outcome = commands.run(command, "--help");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).contains("Usage: mediajobs " + command, "--json", "Exit codes:");
    for (ExitCode code : ExitCode.values()) {
      assertThat(outcome.out()).contains(" " + code.code() + " ");
    }
  }

  @Test
  void theProgramListsItsCommands() {
    assertThat(commands.run("--help").out())
        .contains("demo", "run", "up", "submit", "status", "download", "Exit codes:");
  }

  @Test
  void theProgramHasAVersion() {
    Outcome outcome = commands.run("--version");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).startsWith("mediajobs ");
  }
}
