package dev.mediajobs.local;

import java.util.Map;

/**
 * Silences what the embedded servers would log about every refused request, unless the user has set
 * a level for it. The settings are those of slf4j-simple, which reads them when a logger is made,
 * so this must come before the servers' classes are loaded.
 */
final class QuietLoggers {

  private static final String PREFIX = "org.slf4j.simpleLogger.log.";

  private static final Map<String, String> LEVELS =
      Map.of(
          "software.amazon.dynamodb", "off",
          "com.almworks.sqlite4java", "off",
          "org.gaul", "off",
          "org.elasticmq", "off",
          "org.apache.pekko", "off",
          "org.eclipse.jetty", "error",
          "software.amazon.awssdk", "error");

  private QuietLoggers() {}

  static void apply() {
    LEVELS.forEach(
        (logger, level) -> {
          if (System.getProperty(PREFIX + logger) == null) {
            System.setProperty(PREFIX + logger, level);
          }
        });
    java.util.logging.Logger.getLogger("com.almworks.sqlite4java")
        .setLevel(java.util.logging.Level.OFF);
  }
}
