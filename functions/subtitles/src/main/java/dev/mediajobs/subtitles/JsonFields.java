package dev.mediajobs.subtitles;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Walks over a JSON stream, passing over whatever the reader does not take or does not expect. */
final class JsonFields {
  /** Reads the value that the parser stands at, or leaves it. */
  @FunctionalInterface
  interface ValueReader {
    void read(String field) throws IOException, TranscriptFormatException;
  }

  /** Reads the object that the parser stands at the beginning of. */
  @FunctionalInterface
  interface ObjectReader {
    void read() throws IOException, TranscriptFormatException;
  }

  private JsonFields() {}

  /**
   * Shows the reader each field of the object the parser stands at; a value that is no object is
   * passed over.
   */
  static void each(JsonParser parser, ValueReader reader)
      throws IOException, TranscriptFormatException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      parser.nextToken();
      reader.read(field);
      parser.skipChildren();
    }
  }

  /**
   * Shows the reader each object in the array the parser stands at; whatever else is there is
   * passed over.
   */
  static void eachObject(JsonParser parser, ObjectReader reader)
      throws IOException, TranscriptFormatException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        reader.read();
      }
      parser.skipChildren();
    }
  }

  /** The value the parser stands at, as text; empty when it is neither text nor a number. */
  static Optional<String> text(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(parser.getText());
      default -> Optional.empty();
    };
  }

  /** The value the parser stands at, as text that is not blank. */
  static Optional<String> label(JsonParser parser) throws IOException {
    return text(parser).map(PlainText::clean).filter(label -> !label.isEmpty());
  }
}
