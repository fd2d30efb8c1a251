package dev.mediajobs.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes JSON (RFC 8259), with limits on what strangers may send. */
public final class Json {

  private static final int DEEPEST = 50;
  private static final int LONGEST_NUMBER = 100;

  /** The configured reader and writer, for whoever streams. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .build();

  private Json() {}

  /** Writes something to a generator. */
  @FunctionalInterface
  public interface Writing {
    /**
     * Writes it.
     *
     * @throws IOException when the generator fails
     */
    void to(JsonGenerator json) throws IOException;
  }

  /**
   * The object that {@code text} is.
   *
   * @throws JsonException when it is not JSON, or JSON but not an object
   */
  public static JsonObject object(String text) throws JsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return object(parser);
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  /** What {@code writing} writes, as a text. */
  public static String text(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer does not fail", e);
    }
    return text.toString();
  }

  private static JsonObject object(JsonParser parser) throws IOException, JsonException {
    if (parser.nextToken() == null) {
      throw new JsonException("", "must be a JSON object, but there is nothing");
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new JsonException("", "must be a JSON object, {…}");
    }
    Map<String, Optional<Object>> members = members(parser);
    if (parser.nextToken() != null) {
      throw new JsonException("", "must be one JSON object; something follows it");
    }
    return new JsonObject("", members);
  }

  private static JsonException malformed(IOException e) {
    if (e instanceof StreamConstraintsException) {
      return new JsonException("", "is nested too deeply, or a number in it is too long");
    }
    if (e instanceof JacksonException syntax && syntax.getLocation() != null) {
      return new JsonException(
          "",
          "is not valid JSON: look at line %d, column %d"
              .formatted(syntax.getLocation().getLineNr(), syntax.getLocation().getColumnNr()));
    }
    return new JsonException("", "is not valid JSON");
  }

  private static Map<String, Optional<Object>> members(JsonParser parser) throws IOException {
    Map<String, Optional<Object>> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  /** A string, a number, a truth value, a list or a map; empty for null. */
  private static Optional<Object> value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> Optional.of(members(parser));
      case START_ARRAY -> {
        List<Optional<Object>> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield Optional.of(elements);
      }
      case VALUE_STRING -> Optional.of(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(parser.getDecimalValue());
      case VALUE_TRUE -> Optional.of(true);
      case VALUE_FALSE -> Optional.of(false);
      case VALUE_NULL -> Optional.empty();
      default -> throw new IOException("unexpected " + parser.currentToken());
    };
  }
}
