package dev.mediajobs.worker.media;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out about a recording while no decoder of pictures is opened. ffprobe opens one for every
 * stream and gives the whole recording up when a single one fails: a picture of a rare kind would
 * keep good sound from being heard. ffmpeg opens none for streams that it only copies, and tells
 * what it sees in its messages; when each sound begins is read off its first packet.
 *
 * @see <a href="https://ffmpeg.org/ffmpeg-formats.html#framecrc-1">ffmpeg, framecrc</a>
 */
final class UndecodedInput {
  /** What ffmpeg is told after its source: to list the first packet of every sound. */
  static final List<String> FIRST_PACKETS =
      List.of(
          "-map", "0:a?", "-c", "copy", "-copyts", "-frames:a", "1", "-f", "framecrc", "pipe:1");

  private static final Pattern INPUT = Pattern.compile("^Input #0, (\\S+), from ");
  private static final Pattern TIMES =
      Pattern.compile(
          "^  Duration: (?:N/A|(\\d+):(\\d\\d):(\\d\\d\\.\\d+))(?:, start: ([\\d.-]+))?");
  private static final Pattern STREAM =
      Pattern.compile("^  Stream #0:(\\d{1,4})[^ ]*: (Audio|Video): (\\w+)(.*)");
  private static final Pattern COPIED =
      Pattern.compile("^  Stream #0:(\\d{1,4}) -> #0:(\\d{1,4}) \\(copy\\)");

  private static final Pattern TIME_BASE = Pattern.compile("^#tb (\\d+): (\\d{1,9})/(\\d{1,9})");
  private static final Pattern SAMPLE_RATE = Pattern.compile("^#sample_rate (\\d+): (\\d{1,9})");
  private static final Pattern PACKET = Pattern.compile("^(\\d+), +\\S+, +(-?\\d{1,18}),");

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, String> prefixes = new HashMap<>();
  private final Map<String, String> copies = new HashMap<>();

  /** Reads a message of ffmpeg's. */
  synchronized void read(String line) {
    Matcher input = INPUT.matcher(line);
    Matcher times = TIMES.matcher(line);
    Matcher stream = STREAM.matcher(line);
    Matcher copied = COPIED.matcher(line);
    if (input.find()) {
      values.put("format.format_name", input.group(1));
    } else if (times.find()) {
      readTimes(times);
    } else if (copied.find()) {
      copies.put(copied.group(2), prefixes.getOrDefault(copied.group(1), ""));
    } else if (stream.find() && values.containsKey("format.format_name") && copies.isEmpty()) {
      readStream(stream);
    }
  }

  private void readTimes(Matcher times) {
    if (times.group(1) != null) {
      long minutes = Long.parseLong(times.group(1)) * 60 + Long.parseLong(times.group(2));
      values.put("format.duration", seconds(minutes * 60 + Double.parseDouble(times.group(3))));
    }
    if (times.group(4) != null) {
      values.put("format.start_time", times.group(4));
    }
  }

  private void readStream(Matcher stream) {
    String prefix = "streams.stream." + prefixes.size() + ".";
    prefixes.put(stream.group(1), prefix);
    String marks = stream.group(4);
    values.put(prefix + "index", stream.group(1));
    values.put(prefix + "codec_type", stream.group(2).equals("Audio") ? "audio" : "video");
    values.put(prefix + "codec_name", stream.group(3));
    values.put(prefix + "disposition.default", marks.contains("(default)") ? "1" : "0");
    values.put(prefix + "disposition.attached_pic", marks.contains("(attached pic)") ? "1" : "0");
  }

  /**
   * Everything that was read, in ffprobe's terms; without streams when ffmpeg could not open the
   * recording either.
   *
   * @param packets what ffmpeg wrote
   */
  synchronized ProbeReport report(String packets) {
    Map<String, String> all = new HashMap<>(values);
    Map<String, Double> tick = new HashMap<>();
    for (String line : packets.split("\n", -1)) {
      Matcher timeBase = TIME_BASE.matcher(line);
      Matcher sampleRate = SAMPLE_RATE.matcher(line);
      Matcher packet = PACKET.matcher(line);
      if (timeBase.find()) {
        double perSecond = Double.parseDouble(timeBase.group(3));
        tick.put(timeBase.group(1), Double.parseDouble(timeBase.group(2)) / perSecond);
      } else if (sampleRate.find()) {
        all.put(prefixOf(sampleRate) + "sample_rate", sampleRate.group(2));
      } else if (packet.find()) {
        double start = Long.parseLong(packet.group(2)) * tick.getOrDefault(packet.group(1), 0.0);
        all.putIfAbsent(prefixOf(packet) + "start_time", seconds(start));
      }
    }
    return ProbeReport.of(all);
  }

  private String prefixOf(Matcher line) {
    return copies.getOrDefault(line.group(1), "");
  }

  private static String seconds(double seconds) {
    return "%.6f".formatted(seconds);
  }
}
