package dev.mediajobs.api.editor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as JavaScript's {@code Date.toISOString} writes them, always with milliseconds. */
final class Dates {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Dates() {}

  static String text(Instant instant) {
    return FORMAT.format(instant);
  }
}
