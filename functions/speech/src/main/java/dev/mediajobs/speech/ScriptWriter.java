package dev.mediajobs.speech;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes scripts as {@link ScriptReader#severalRoles} reads them. */
public final class ScriptWriter {
  private ScriptWriter() {}

  /** The script as JSON; reading it again gives an equal script. */
  public static String toJson(Script script) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonReading.FACTORY.createGenerator(text)) {
      write(script, json);
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer does not fail", e);
    }
    return text.toString();
  }

  /**
   * Writes the script as one JSON object.
   *
   * @throws IOException when the generator fails
   */
  public static void write(Script script, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("provider", script.provider());
    if (script.language().isPresent()) {
      json.writeStringField("language", script.language().get());
    }
    json.writeStringField("output_format", script.format().ending());
    json.writeObjectFieldStart("voice_assignments");
    for (Map.Entry<String, String> voice : script.voices().entrySet()) {
      json.writeStringField(voice.getKey(), voice.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("turns");
    for (Turn turn : script.turns()) {
      write(turn, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Turn turn, JsonGenerator json) throws IOException {
    Delivery delivery = turn.delivery();
    json.writeStartObject();
    json.writeStringField("role", turn.role());
    json.writeStringField("text", turn.text());
    if (delivery.rate() != Delivery.PLAIN.rate()) {
      json.writeNumberField("rate", delivery.rate());
    }
    if (delivery.pitch() != Delivery.PLAIN.pitch()) {
      json.writeNumberField("pitch", delivery.pitch());
    }
    if (delivery.style().isPresent()) {
      json.writeStringField("style", delivery.style().get());
    }
    if (turn.pauseAfter().isPresent()) {
      json.writeNumberField("pause_after_ms", turn.pauseAfter().get().toMillis());
    }
    json.writeEndObject();
  }
}
