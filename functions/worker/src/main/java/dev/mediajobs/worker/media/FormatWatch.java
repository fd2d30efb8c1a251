package dev.mediajobs.worker.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Listens to ffprobe's debugging messages for what it takes a file to be. */
final class FormatWatch {
  private static final Pattern PROBED =
      Pattern.compile("\\] Format \\S+ probed with size=\\d+ and score=(\\d+)");

  private volatile boolean recognised;
  private volatile boolean refused;

  void read(String line) {
    Matcher probed = PROBED.matcher(line);
    if (probed.find() && Integer.parseInt(probed.group(1)) > MediaProbe.GUESS) {
      recognised = true;
    }
    if (line.contains("] Format not on whitelist")) {
      refused = true;
    }
  }

  boolean sawAcceptedFormat() {
    return recognised && !refused;
  }
}
