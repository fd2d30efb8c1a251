package dev.mediajobs.local.cli.client;

import java.util.Locale;

/** A form that subtitles are delivered in. */
public enum SubtitleFormat {
  SRT,
  VTT,
  JSON;

  /** The ending of a file in this format, which is also its name in the API. */
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }
}
