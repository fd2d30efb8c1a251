package dev.mediajobs.local.cli;

import dev.mediajobs.local.cli.client.ApiException;
import dev.mediajobs.local.cli.client.Failures;
import dev.mediajobs.local.cli.client.SourceChangedException;
import java.util.Optional;

/** A command can't do what it was asked; the message is for the person who asked. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final String code;

  CommandFailure(ExitCode exit, String code, String message) {
    super(message);
    this.exit = exit;
    this.code = code;
  }

  CommandFailure(ExitCode exit, String code, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
    this.code = code;
  }

  ExitCode exit() {
    return exit;
  }

  /** A stable word for programs. */
  String code() {
    return code;
  }

  String message() {
    return Optional.ofNullable(getMessage()).orElse(code);
  }

  /** Turns whatever ended a command into a failure that can be told. */
  static CommandFailure of(Throwable cause) {
    return switch (cause) {
      case CommandFailure failure -> failure;
      case ApiException.Refused refused ->
          of(ExitCode.INPUT_REFUSED, refused, "the API refuses this: ");
      case ApiException.NoSuchJob gone -> of(ExitCode.NO_SUCH_JOB, gone, "");
      case ApiException.Unavailable away -> of(ExitCode.ENDPOINT_UNAVAILABLE, away, "");
      case SourceChangedException changed ->
          new CommandFailure(
              ExitCode.INPUT_REFUSED, "file_changed", Failures.reason(changed), changed);
      case InterruptedException interruption ->
          new CommandFailure(ExitCode.INTERRUPTED, "interrupted", "interrupted", interruption);
      default ->
          new CommandFailure(
              ExitCode.UNEXPECTED,
              "unexpected",
              "unexpected error: %s; --verbose shows where".formatted(Failures.reason(cause)),
              cause);
    };
  }

  private static CommandFailure of(ExitCode exit, ApiException cause, String before) {
    return new CommandFailure(exit, cause.code(), before + Failures.reason(cause), cause);
  }
}
