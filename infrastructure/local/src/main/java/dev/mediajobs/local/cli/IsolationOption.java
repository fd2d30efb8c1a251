package dev.mediajobs.local.cli;

import picocli.CommandLine.Option;

/** Option of every command that starts a stack about where its functions run. */
final class IsolationOption {
  @Option(
      names = "--isolated",
      description =
          "Run every execution environment of a function in a process of its own, as on Lambda, with"
              + " the template's memory and timeout enforced (Linux only).")
  private boolean isolated;

  /** Whether each environment is to have a process of its own. */
  boolean given() {
    return isolated;
  }
}
