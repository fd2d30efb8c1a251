package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.Failures;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The program {@code mediajobs}. It ends with {@link System#exit}, since the servers of a stack
 * leave threads behind; until then it cleans up after itself, also when it is interrupted.
 */
@Command(
    name = "mediajobs",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Subtitles for recordings, and speech for scripts: made on this machine, or by an API that runs"
            + " elsewhere.",
    footer = {"", "mediajobs COMMAND --help says more about a command."})
public final class Mediajobs {
  private final Surroundings surroundings;

  Mediajobs(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    Logs.show(given("--verbose", arguments));
    CleanUp cleanUp = new CleanUp();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("interrupted").unstarted(cleanUp::interrupt));
    Surroundings surroundings = Surroundings.ofProcess(EmbeddedStarter.ofProcess(), cleanUp);
    int exit = new Mediajobs(surroundings).run(arguments);
    cleanUp.finish();
    System.exit(exit);
  }

  /** Runs one command and returns its exit code. */
  int run(String... arguments) {
    Output output =
        new Output(surroundings, given("--json", arguments), given("--verbose", arguments));
    return commandLine()
        .setParameterExceptionHandler((problem, all) -> misunderstood(problem, output))
        .setExecutionExceptionHandler((cause, command, parsed) -> failed(cause, output))
        .execute(arguments);
  }

  private CommandLine commandLine() {
    CommandLine line =
        new CommandLine(this)
            .addSubcommand(new DemoCommand(surroundings))
            .addSubcommand(new RunCommand(surroundings))
            .addSubcommand(new SpeakCommand(surroundings))
            .addSubcommand(new CleanCommand(surroundings))
            .addSubcommand(new UpCommand(surroundings))
            .addSubcommand(new SubmitCommand(surroundings))
            .addSubcommand(new StatusCommand(surroundings))
            .addSubcommand(new WatchCommand(surroundings))
            .addSubcommand(new DownloadCommand(surroundings))
            .addSubcommand(new CancelCommand(surroundings))
            .addSubcommand(new RetryCommand(surroundings))
            .addSubcommand(new ShareCommand(surroundings))
            .addSubcommand(new LoginCommand(surroundings));
    line.getSubcommands().values().forEach(command -> describe(command.getCommandSpec()));
    describe(line.getCommandSpec());
    return line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
        // A file's name may begin with this sign.
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  private static void describe(CommandSpec command) {
    command.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.meanings());
    if (command.findOption("--help") == null) {
      command.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help and exit.")
              .build());
    }
  }

  private int misunderstood(ParameterException problem, Output output) {
    CommandSpec command = problem.getCommandLine().getCommandSpec();
    output.failure(
        new CommandFailure(
            ExitCode.USAGE,
            "usage",
            "%s; '%s --help' shows how"
                .formatted(Failures.reason(problem), command.qualifiedName()),
            problem));
    return ExitCode.USAGE.code();
  }

  private int failed(Exception cause, Output output) {
    CommandFailure failure = CommandFailure.of(cause);
    // Once the process is being ended, everything fails, and for one reason only.
    if (!surroundings.cleanUp().interrupted()) {
      output.failure(failure);
    }
    return failure.exit().code();
  }

  private static boolean given(String option, String[] arguments) {
    List<String> all = Arrays.asList(arguments);
    int end = all.indexOf("--");
    return (end < 0 ? all : all.subList(0, end)).contains(option);
  }
}
