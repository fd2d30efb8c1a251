package dev.mediajobs.api.polling;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mediajobs.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A subtitle, as front ends show it.
 *
 * @param start when it is shown first, in seconds from the beginning of the recording
 * @param end when no more
 * @param text what it says
 * @param speaker who speaks, as the JSON result names them; empty when nobody was told apart
 */
record Segment(BigDecimal start, BigDecimal end, String text, Optional<String> speaker) {

  /**
   * The segments in the JSON result {@code document}, read without building up its words.
   *
   * @throws IllegalStateException when it is none of our results
   */
  static List<Segment> of(String document) {
    List<Segment> segments = new ArrayList<>();
    try (JsonParser json = Json.FACTORY.createParser(document)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = json.currentName().equals("segments");
        json.nextToken();
        if (wanted) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            segments.add(segment(json));
          }
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("a result is no JSON", e);
    }
    return segments;
  }

  private static Segment segment(JsonParser json) throws IOException {
    BigDecimal start = BigDecimal.ZERO;
    BigDecimal end = BigDecimal.ZERO;
    String text = "";
    Optional<String> speaker = Optional.empty();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "start" -> start = json.getDecimalValue();
        case "end" -> end = json.getDecimalValue();
        case "text" -> text = json.getText();
        case "speaker" ->
            speaker =
                value == JsonToken.VALUE_STRING ? Optional.of(json.getText()) : Optional.empty();
        default -> json.skipChildren();
      }
    }
    return new Segment(start, end, text, speaker);
  }
}
