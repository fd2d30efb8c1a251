package dev.mediajobs.worker.speech;

import java.util.List;

/** The form in which an engine delivers sound. */
public sealed interface Sound {

  /** What ffmpeg is told in front of the file: which formats it may find there, and no others. */
  List<String> inputArguments();

  /** Signed 16-bit little-endian samples of one channel, nothing around them. */
  record Samples(int perSecond) implements Sound {
    @Override
    public List<String> inputArguments() {
      return List.of(
          "-format_whitelist", "s16le",
          "-f", "s16le",
          "-ar", String.valueOf(perSecond),
          "-ch_layout", "mono");
    }
  }

  /** A file that says itself how it is coded. */
  enum Packaged implements Sound {
    /** MPEG audio layer III. */
    MP3("mp3"),
    /** Samples in a RIFF container; the length in its header may be wrong, as in a live stream. */
    WAV("wav");

    private final String format;

    Packaged(String format) {
      this.format = format;
    }

    @Override
    public List<String> inputArguments() {
      return List.of("-format_whitelist", format, "-f", format);
    }
  }
}
