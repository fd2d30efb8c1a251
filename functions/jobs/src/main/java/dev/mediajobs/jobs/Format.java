package dev.mediajobs.jobs;

import java.util.Locale;
import java.util.Optional;

/** The formats in which the result of a subtitle job is kept. */
public enum Format {
  /** SubRip. */
  SRT("application/x-subrip; charset=utf-8"),
  /** WebVTT. */
  VTT("text/vtt; charset=utf-8"),
  /** Words with times, confidence and speakers. */
  JSON("application/json");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  /** The media type of such a file. */
  public String contentType() {
    return contentType;
  }

  /** The file name ending, without the dot. */
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format whose ending is {@code ending}; empty when there is none. */
  public static Optional<Format> of(String ending) {
    for (Format format : values()) {
      if (format.ending().equals(ending)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
