package dev.mediajobs.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Writes members of objects that are always there, null where there is nothing to say. */
public final class Members {

  private Members() {}

  /**
   * Writes a text, or null.
   *
   * @throws IOException when the generator fails
   */
  public static void text(String name, Optional<String> value, JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  /**
   * Writes a moment as {@link #spelled}, or null.
   *
   * @throws IOException when the generator fails
   */
  public static void time(String name, Optional<Instant> time, JsonGenerator json)
      throws IOException {
    text(name, time.map(Members::spelled), json);
  }

  /**
   * Writes a moment as {@link #spelled}.
   *
   * @throws IOException when the generator fails
   */
  public static void time(String name, Instant time, JsonGenerator json) throws IOException {
    json.writeStringField(name, spelled(time));
  }

  /**
   * Passes a document on without parsing it again, or writes null.
   *
   * @param document JSON of our own making, or checked when it was stored
   * @throws IOException when the generator fails
   */
  public static void document(String name, Optional<String> document, JsonGenerator json)
      throws IOException {
    if (document.isPresent()) {
      json.writeFieldName(name);
      json.writeRawValue(document.get());
    } else {
      json.writeNullField(name);
    }
  }

  /** A moment in UTC by ISO 8601, to the millisecond: many clients' parsers stop there. */
  public static String spelled(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
