package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.CleanUp.Owned;
import dev.mediajobs.local.cli.client.Job;
import dev.mediajobs.local.cli.client.JobReference;
import dev.mediajobs.local.cli.client.JobSettings;
import dev.mediajobs.local.cli.client.SourceFile;
import dev.mediajobs.local.cli.client.SubmittedJob;
import dev.mediajobs.local.cli.progress.Progress;
import dev.mediajobs.local.cli.progress.ProgressDisplay;
import java.time.Duration;
import java.util.Optional;

/** Takes one recording through a stack that is started for it and gone afterwards. */
final class OneJobStack {
  private final Surroundings surroundings;
  private final Output output;
  private final boolean isolated;

  OneJobStack(Surroundings surroundings, Output output, boolean isolated) {
    this.surroundings = surroundings;
    this.output = output;
    this.isolated = isolated;
  }

  /** Makes the subtitles and puts them into files. */
  JobReference run(SourceFile recording, JobSettings settings, OutputFiles files, Duration limit)
      throws InterruptedException {
    Finished finished;
    try (Owned<ProgressDisplay> shown = surroundings.cleanUp().own(output.progress())) {
      finished = run(recording, settings, files, limit, shown.get());
    }
    output.remark(finished.job());
    return finished.reference();
  }

  /** The error code of a job that met what nobody foresaw. */
  private static final String UNEXPECTED = "unexpected_error";

  private record Finished(JobReference reference, Job job) {}

  private Finished run(
      SourceFile recording,
      JobSettings settings,
      OutputFiles files,
      Duration limit,
      ProgressDisplay display)
      throws InterruptedException {
    display.show(new Progress("starting", 0, Optional.empty()));
    try (Owned<LocalStack> stack =
        surroundings
            .cleanUp()
            .open(
                () ->
                    surroundings
                        .stacks()
                        .start(LocalStack.Wishes.forOneJob(isolated, output::detail)))) {
      Subtitling subtitling = new Subtitling(stack.get().api(), surroundings);
      SubmittedJob submitted = subtitling.submit(recording, settings, display);
      Job job = subtitling.completed(submitted, limit, display);
      subtitling.save(submitted, files);
      return new Finished(submitted.reference(), job);
    } catch (CommandFailure failure) {
      throw failure.code().equals(UNEXPECTED) ? withAdvice(failure) : failure;
    }
  }

  /** The stack is ours, so its log can say what the job's owner is not told. */
  private static CommandFailure withAdvice(CommandFailure failure) {
    return new CommandFailure(
        failure.exit(),
        failure.code(),
        failure.message() + " Run it again with --verbose to see why.",
        failure);
  }
}
