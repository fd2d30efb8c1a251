package dev.mediajobs.local.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the process's exit code tells a script. */
enum ExitCode {
  OK(0, "Done."),
  UNEXPECTED(1, "Something went wrong that should not; --verbose shows more."),
  USAGE(2, "The command or its options were not understood."),
  INPUT_REFUSED(
      3, "The input was refused: no such file, nothing in it, or the API does not take it."),
  JOB_FAILED(4, "The job failed or was cancelled."),
  ENDPOINT_UNAVAILABLE(5, "The endpoint could not be reached, is busy, failed, or took too long."),
  NO_SUCH_JOB(6, "There is no such job, or the token is not its own."),
  STACK_NOT_STARTED(7, "The local stack could not start."),
  INTERRUPTED(130, "Interrupted with Ctrl-C (143 when terminated)."),
  ;

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  /** All codes with their meanings, for the help text. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode exit : values()) {
      meanings.put(" %3d".formatted(exit.code), exit.meaning);
    }
    return meanings;
  }
}
