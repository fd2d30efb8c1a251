package dev.mediajobs.worker.media;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What ffprobe printed in its "flat" form: one {@code name=value} a line, strings in quotes.
 *
 * @see <a href="https://ffmpeg.org/ffprobe.html#flat">ffprobe, flat writer</a>
 */
final class ProbeReport {
  private static final String UNKNOWN = "unknown";

  private final Map<String, String> values;

  private ProbeReport(Map<String, String> values) {
    this.values = values;
  }

  /** The same from elsewhere, under the names that ffprobe prints. */
  static ProbeReport of(Map<String, String> values) {
    return new ProbeReport(Map.copyOf(values));
  }

  static ProbeReport parse(String flat) {
    Map<String, String> values = new HashMap<>();
    for (String line : flat.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
      }
    }
    return new ProbeReport(values);
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** The AVERROR code that opening the source ended with. */
  Optional<Integer> errorCode() {
    return text("error.code").map(Integer::valueOf);
  }

  String format() {
    return text("format.format_name").orElse(UNKNOWN);
  }

  /** How sure ffmpeg is of the format, from 0 to 100. */
  int certainty() {
    return text("format.probe_score").map(Integer::parseInt).orElse(0);
  }

  Optional<Duration> start() {
    return seconds("format.start_time");
  }

  Optional<Duration> duration() {
    return seconds("format.duration").filter(Duration::isPositive);
  }

  /** When the first packet that was asked for is played. */
  Optional<Duration> firstPacket() {
    return seconds("packets.packet.0.pts_time");
  }

  List<Stream> streams() {
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; values.containsKey("streams.stream." + i + ".index"); i++) {
      streams.add(new Stream("streams.stream." + i + "."));
    }
    return streams;
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.equals("N/A"));
  }

  private Optional<Duration> seconds(String name) {
    return text(name)
        .map(BigDecimal::new)
        .map(seconds -> Duration.ofNanos(seconds.movePointRight(9).longValue()));
  }

  /** One stream's lines. */
  final class Stream {
    private final String prefix;

    private Stream(String prefix) {
      this.prefix = prefix;
    }

    boolean isAudio() {
      return text(prefix + "codec_type").equals(Optional.of("audio"));
    }

    boolean isMovingPicture() {
      return text(prefix + "codec_type").equals(Optional.of("video"))
          && number("disposition.attached_pic") == 0;
    }

    boolean isDefault() {
      return number("disposition.default") == 1;
    }

    int index() {
      return number("index");
    }

    String codec() {
      return text(prefix + "codec_name").orElse(UNKNOWN);
    }

    boolean isOfKnownCoding() {
      return !Set.of(UNKNOWN, "none").contains(codec());
    }

    int channels() {
      return number("channels");
    }

    boolean isPlaced() {
      return text(prefix + "channel_layout").filter(layout -> !layout.equals(UNKNOWN)).isPresent();
    }

    int sampleRate() {
      return number("sample_rate");
    }

    Optional<Duration> start() {
      return seconds(prefix + "start_time");
    }

    Optional<Duration> duration() {
      return seconds(prefix + "duration").filter(Duration::isPositive);
    }

    private int number(String name) {
      return text(prefix + name).map(Integer::parseInt).orElse(0);
    }
  }
}
