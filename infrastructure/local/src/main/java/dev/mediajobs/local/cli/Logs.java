package dev.mediajobs.local.cli;

/**
 * Whether the logs of everything in this process are shown; must be told before the first logger.
 */
final class Logs {
  private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";
  private static final String TIME = "org.slf4j.simpleLogger.showDateTime";
  private static final String TIME_FORMAT = "org.slf4j.simpleLogger.dateTimeFormat";

  private Logs() {}

  /** A level that was set from outside, with -D, is left as it is. */
  static void show(boolean wanted) {
    if (System.getProperty(LEVEL) == null) {
      System.setProperty(LEVEL, wanted ? "info" : "off");
      System.setProperty(TIME, "true");
      System.setProperty(TIME_FORMAT, "HH:mm:ss.SSS");
    }
  }
}
