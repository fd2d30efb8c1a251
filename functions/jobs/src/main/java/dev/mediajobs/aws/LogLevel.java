package dev.mediajobs.aws;

import java.util.Map;

/**
 * The least severe message of its own that a function logs. What libraries log stays at their
 * default: on its finer levels the AWS SDK writes keys and session tokens.
 */
public final class LogLevel {

  /** The logging backend reads it once, when the first logger is made. */
  private static final String PROPERTY = "org.slf4j.simpleLogger.log.dev.mediajobs";

  private LogLevel() {}

  /**
   * Sets the level of the process to {@code LOG_LEVEL}, if there is one. To be called by a function
   * that has the process for itself, before anything makes a logger.
   *
   * @return the same environment
   */
  public static Map<String, String> setFrom(Map<String, String> environment) {
    new Environment(environment)
        .find("LOG_LEVEL")
        .ifPresent(level -> System.setProperty(PROPERTY, level));
    return environment;
  }
}
