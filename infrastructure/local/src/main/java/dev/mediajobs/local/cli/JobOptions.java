package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.JobSettings;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options about the subtitles that are wanted. */
@SuppressWarnings("NullAway.Init")
final class JobOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "Language spoken, such as en-US; recognised when not given.")
  private Optional<String> language = Optional.empty();

  @Option(
      names = "--speakers",
      paramLabel = "N",
      description = "How many people speak; counted when not given.")
  private Optional<Integer> speakers = Optional.empty();

  @Option(
      names = "--denoise",
      description = "Take background noise away before the speech is recognised.")
  private boolean denoise;

  JobSettings settings() {
    if (speakers.isPresent() && speakers.get() < 1) {
      throw new ParameterException(
          command.commandLine(), "--speakers must be 1 or more, not " + speakers.get());
    }
    if (language.isPresent() && language.get().isBlank()) {
      throw new ParameterException(
          command.commandLine(), "--language must be a code such as en-US, not empty");
    }
    return new JobSettings(
        language, speakers.map(OptionalInt::of).orElseGet(OptionalInt::empty), denoise);
  }
}
