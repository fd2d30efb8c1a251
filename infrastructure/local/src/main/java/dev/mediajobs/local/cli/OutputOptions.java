package dev.mediajobs.local.cli;

import picocli.CommandLine.Option;

/** Options of every command about what it prints. */
final class OutputOptions {
  @Option(
      names = "--json",
      description =
          "For programs: the result is one line of JSON on standard output; progress and a failure"
              + " are lines of JSON on standard error.")
  private boolean json;

  @Option(
      names = "--verbose",
      description = "Show logs, and where an unexpected error comes from, on standard error.")
  private boolean verbose;

  /** How a command talks with these options. */
  Output in(Surroundings surroundings) {
    return new Output(surroundings, json, verbose);
  }
}
