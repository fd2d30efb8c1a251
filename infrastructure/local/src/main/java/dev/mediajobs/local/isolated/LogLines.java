package dev.mediajobs.local.isolated;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what a process prints to a log that bears its function's name. */
final class LogLines {

  private static final Logger LOG = LoggerFactory.getLogger(LogLines.class);

  /** A line that is longer goes on in the next. */
  private static final int LONGEST = 8_192;

  private LogLines() {}

  /** Begins to read, on a thread of its own, until the end. */
  static void follow(InputStream printed, String functionName) {
    Logger target = LoggerFactory.getLogger(functionName);
    Thread.ofPlatform()
        .daemon()
        .name("log-" + functionName)
        .start(
            () -> {
              try {
                read(
                    new InputStreamReader(printed, StandardCharsets.UTF_8),
                    line -> target.info("{}", line));
              } catch (IOException closed) {
                LOG.debug("{} was killed while it printed", functionName, closed);
              }
            });
  }

  /** Cuts what is printed into lines. */
  static void read(Reader printed, Consumer<String> target) throws IOException {
    char[] some = new char[LONGEST];
    StringBuilder line = new StringBuilder();
    for (int length = printed.read(some); length >= 0; length = printed.read(some)) {
      for (int i = 0; i < length; i++) {
        // The client's own logger ends lines of one message with a carriage return.
        if (some[i] == '\n' || some[i] == '\r' || line.length() == LONGEST) {
          log(line, target);
        }
        if (some[i] != '\n' && some[i] != '\r') {
          line.append(some[i]);
        }
      }
    }
    log(line, target);
  }

  private static void log(StringBuilder line, Consumer<String> target) {
    if (!line.isEmpty()) {
      target.accept(line.toString());
      line.setLength(0);
    }
  }
}
