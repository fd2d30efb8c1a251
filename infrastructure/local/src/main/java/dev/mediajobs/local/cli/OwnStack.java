package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.CleanUp.Owned;
import dev.mediajobs.local.cli.progress.Progress;
import dev.mediajobs.local.cli.progress.ProgressDisplay;
import java.net.URI;
import java.util.Optional;

/** A stack that is started for one piece of work and gone afterwards. */
final class OwnStack {
  /** The error code of a job that met what nobody foresaw. */
  private static final String UNEXPECTED = "unexpected_error";

  private final Surroundings surroundings;
  private final Output output;
  private final boolean isolated;

  OwnStack(Surroundings surroundings, Output output, boolean isolated) {
    this.surroundings = surroundings;
    this.output = output;
    this.isolated = isolated;
  }

  /** What is done with an API. */
  @FunctionalInterface
  interface Work<T> {
    T at(URI api) throws InterruptedException;
  }

  /** Does the work at a stack of its own, unless there is an endpoint to do it at. */
  <T> T at(Optional<URI> endpoint, ProgressDisplay display, Work<T> work)
      throws InterruptedException {
    return endpoint.isPresent() ? work.at(endpoint.get()) : here(display, work);
  }

  /** Does the work at a stack of its own. */
  <T> T here(ProgressDisplay display, Work<T> work) throws InterruptedException {
    display.show(new Progress("starting", 0, Optional.empty()));
    try (Owned<LocalStack> stack =
        surroundings
            .cleanUp()
            .open(
                () ->
                    surroundings
                        .stacks()
                        .start(LocalStack.Wishes.forOneJob(isolated, output::detail)))) {
      return work.at(stack.get().api());
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
