package dev.mediajobs.local.cli.client;

import java.util.Optional;

/** Says in words why something failed. */
public final class Failures {
  private Failures() {}

  /** The exception's message, or its kind when it has none. */
  public static String reason(Throwable failure) {
    return Optional.ofNullable(failure.getMessage())
        .filter(message -> !message.isBlank())
        .orElse(failure.getClass().getSimpleName());
  }
}
