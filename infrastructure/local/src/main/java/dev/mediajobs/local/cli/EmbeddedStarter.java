package dev.mediajobs.local.cli;

/** Starts embedded stacks. */
final class EmbeddedStarter implements LocalStack.Starter {

  @Override
  public LocalStack start(LocalStack.Wishes wishes) {
    throw new CommandFailure(
        ExitCode.STACK_NOT_STARTED, "stack_not_started", "this build holds no local stack");
  }
}
