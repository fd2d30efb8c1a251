package dev.mediajobs.speech;

import java.util.Locale;
import java.util.Optional;

/** The formats in which spoken audio is delivered. */
public enum AudioFormat {
  /** MPEG audio layer III. */
  MP3("audio/mpeg"),
  /** Linear 16-bit samples in a RIFF container. */
  WAV("audio/wav");

  private final String contentType;

  AudioFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The media type of such a file. */
  public String contentType() {
    return contentType;
  }

  /** The file name ending, without the dot; also the format's name in JSON. */
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format whose ending is {@code ending}, in lower case; empty when there is none. */
  public static Optional<AudioFormat> of(String ending) {
    for (AudioFormat format : values()) {
      if (format.ending().equals(ending)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
