package dev.mediajobs.aws;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of a function, read once at its start. Whatever is missing or senseless
 * stops the start with the variable's name; a value is never repeated in a message, for it may be
 * secret.
 */
public final class Environment {

  private final Map<String, String> variables;

  /** With these variables. */
  public Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The value of {@code name}; empty when it is not set or blank. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * The value of {@code name}.
   *
   * @throws IllegalStateException when it is not set or blank
   */
  public String text(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalStateException("the environment variable " + name + " is not set"));
  }

  /**
   * The value of {@code name} as a whole number.
   *
   * @throws IllegalStateException when it is not set, no whole number, or not between {@code least}
   *     and {@code most}
   */
  public long number(String name, long least, long most) {
    long value;
    try {
      value = Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "the environment variable " + name + " is not a whole number", e);
    }
    if (value < least || value > most) {
      throw new IllegalStateException(
          "the environment variable %s must lie between %d and %d".formatted(name, least, most));
    }
    return value;
  }

  /**
   * The value of {@code name} as a number of seconds.
   *
   * @throws IllegalStateException as {@link #number}
   */
  public Duration seconds(String name, long least, long most) {
    return Duration.ofSeconds(number(name, least, most));
  }
}
