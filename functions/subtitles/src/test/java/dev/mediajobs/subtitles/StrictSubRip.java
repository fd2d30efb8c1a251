package dev.mediajobs.subtitles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads SRT as strictly as its strictest players, and knows nothing of the code that wrote it. */
final class StrictSubRip {
  record Entry(int number, Duration start, Duration end, List<String> lines) {}

  private static final Pattern TIMES =
      Pattern.compile(
          "(\\d{2,}):(\\d\\d):(\\d\\d),(\\d{3}) --> (\\d{2,}):(\\d\\d):(\\d\\d),(\\d{3})");

  private StrictSubRip() {}

  static List<Entry> read(String file) {
    if (file.isEmpty()) {
      return List.of();
    }
    if (file.replace("\r\n", "").matches("(?s).*[\\r\\n\\u0000].*")) {
      throw new IllegalArgumentException("A line ends in something else than CR LF");
    }
    if (!file.endsWith("\r\n\r\n")) {
      throw new IllegalArgumentException("The last entry is not followed by a blank line");
    }
    List<Entry> entries = new ArrayList<>();
    for (String block : file.substring(0, file.length() - 4).split("\r\n\r\n", -1)) {
      List<String> lines = List.of(block.split("\r\n", -1));
      Matcher times = TIMES.matcher(lines.get(1));
      if (lines.size() < 3 || !times.matches() || !lines.get(0).matches("[1-9]\\d*")) {
        throw new IllegalArgumentException("Not an entry: " + lines);
      }
      List<String> text = lines.subList(2, lines.size());
      for (String line : text) {
        if (line.isBlank() || line.contains("-->") || line.matches(".*(<[a-zA-Z/]|\\{\\\\).*")) {
          throw new IllegalArgumentException("Not plain text: " + line);
        }
      }
      entries.add(new Entry(Integer.parseInt(lines.get(0)), time(times, 1), time(times, 5), text));
    }
    return entries;
  }

  private static Duration time(Matcher times, int group) {
    int minutes = Integer.parseInt(times.group(group + 1));
    int seconds = Integer.parseInt(times.group(group + 2));
    if (minutes > 59 || seconds > 59) {
      throw new IllegalArgumentException("Not a time: " + times.group());
    }
    return Duration.ofHours(Long.parseLong(times.group(group)))
        .plusMinutes(minutes)
        .plusSeconds(seconds)
        .plusMillis(Integer.parseInt(times.group(group + 3)));
  }
}
