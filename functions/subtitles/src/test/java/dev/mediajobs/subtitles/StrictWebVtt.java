package dev.mediajobs.subtitles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads WebVTT by the syntax rules of the specification (not by the forgiving parser rules), as far
 * as files without settings, styles and notes need them.
 */
final class StrictWebVtt {
  record Entry(
      String identifier,
      Duration start,
      Duration end,
      Optional<String> voice,
      List<String> lines) {}

  private static final Pattern TIMES =
      Pattern.compile(
          "(\\d{2,}):(\\d\\d):(\\d\\d)\\.(\\d{3}) --> (\\d{2,}):(\\d\\d):(\\d\\d)\\.(\\d{3})");
  private static final Pattern VOICE = Pattern.compile("<v ([^\\n\\r>]+)>");
  private static final Pattern REFERENCE = Pattern.compile("&(amp|lt|gt);");

  private StrictWebVtt() {}

  static List<Entry> read(String file) {
    if (file.indexOf('\r') >= 0 || file.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("CR or NUL in the file");
    }
    if (file.equals("WEBVTT\n")) {
      return List.of();
    }
    if (!file.startsWith("WEBVTT\n\n") || !file.endsWith("\n") || file.endsWith("\n\n")) {
      throw new IllegalArgumentException("Header or end is not as it should be");
    }
    List<Entry> entries = new ArrayList<>();
    Duration last = Duration.ZERO;
    for (String block : file.substring(8, file.length() - 1).split("\n\n", -1)) {
      Entry entry = entry(List.of(block.split("\n", -1)));
      if (entry.start().compareTo(last) < 0 || entry.end().compareTo(entry.start()) <= 0) {
        throw new IllegalArgumentException("Out of order: " + entry);
      }
      last = entry.start();
      entries.add(entry);
    }
    return entries;
  }

  private static Entry entry(List<String> lines) {
    Matcher times = TIMES.matcher(lines.get(1));
    if (lines.size() < 3 || lines.get(0).contains("-->") || !times.matches()) {
      throw new IllegalArgumentException("Not a cue: " + lines);
    }
    String payload = String.join("\n", lines.subList(2, lines.size()));
    Optional<String> voice = Optional.empty();
    Matcher span = VOICE.matcher(payload);
    if (span.lookingAt()) {
      voice = Optional.of(plain(span.group(1)));
      payload = payload.substring(span.end());
    }
    return new Entry(
        lines.get(0),
        time(times, 1),
        time(times, 5),
        voice,
        List.of(plain(payload).split("\n", -1)));
  }

  private static String plain(String escaped) {
    String rest = REFERENCE.matcher(escaped).replaceAll("");
    if (rest.contains("&") || rest.contains("<") || escaped.contains("-->")) {
      throw new IllegalArgumentException("Not escaped: " + escaped);
    }
    return REFERENCE
        .matcher(escaped)
        .replaceAll(
            reference ->
                switch (reference.group(1)) {
                  case "lt" -> "<";
                  case "gt" -> ">";
                  default -> "&";
                });
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
