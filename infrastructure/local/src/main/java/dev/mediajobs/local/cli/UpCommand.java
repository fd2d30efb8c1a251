package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.CleanUp.Owned;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mediajobs up}: a stack that runs until somebody stops it. */
@Command(
    name = "up",
    description = {
      "Start a local stack and keep it running until Ctrl-C.",
      "With --json one line {\"api\":\"http://...\"} is printed once it takes requests."
    })
@SuppressWarnings("NullAway.Init")
final class UpCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  private final Surroundings surroundings;

  @Spec private CommandSpec command;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port of the API on 127.0.0.1 (default: any free one).")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep jobs and media in this folder, made when missing; the next start goes on with them."
              + " Nothing is kept when not given.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--env",
      paramLabel = "FILE",
      description =
          "Write to this file what AWS's own tools need to find the stack, to be read by a shell:"
              + " . FILE; aws s3 cp talk.mp4 s3://$MEDIA_BUCKET/inbox/")
  private Optional<Path> environment = Optional.empty();

  @Mixin private IsolationOption isolation;
  @Mixin private OutputOptions output;

  UpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new ParameterException(
          command.commandLine(), "--port must be 0 to " + HIGHEST_PORT + ", not " + port);
    }
    Output talk = output.in(surroundings);
    LocalStack.Wishes wishes = new LocalStack.Wishes(port, data, isolation.given(), talk::detail);
    try (Owned<LocalStack> stack =
            surroundings.cleanUp().open(() -> surroundings.stacks().start(wishes));
        Owned<AutoCloseable> _ = surroundings.cleanUp().open(() -> described(stack.get()))) {
      URI api = stack.get().api();
      talk.result(List.of(api.toString()), Output.object().put("api", api.toString()));
      talk.note("The API is up at this address. Hand it a recording from another terminal:");
      talk.note("  mediajobs submit FILE --wait --out . --endpoint " + api);
      talk.note("Ctrl-C stops it.");
      new CountDownLatch(1).await();
      return ExitCode.OK.code();
    }
  }

  /** Something to close if nobody wants the file. */
  private AutoCloseable described(LocalStack stack) {
    return environment
        .<AutoCloseable>map(path -> EnvironmentFile.write(path, stack.environment()))
        .orElse(() -> {});
  }
}
