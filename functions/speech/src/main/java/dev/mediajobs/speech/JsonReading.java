package dev.mediajobs.speech;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads one JSON value after the other, and notes those of the wrong type instead of stopping.
 * Every method begins at the first token of a value and ends at its last. A null counts as absent.
 */
final class JsonReading {
  /** Twice what a script that keeps its rules can take, every character of it escaped. */
  private static final long LONGEST_DOCUMENT = 32L * 1024 * 1024;

  private static final int LONGEST_STRING = 8 * 1024 * 1024;
  private static final int LONGEST_NAME = 1000;
  private static final int LONGEST_NUMBER = 100;
  private static final int DEEPEST = 50;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(LONGEST_DOCUMENT)
                  .maxStringLength(LONGEST_STRING)
                  .maxNameLength(LONGEST_NAME)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNestingDepth(DEEPEST)
                  .build())
          .build();

  private static final int LONGEST_SHOWN_NAME = 40;

  private final JsonParser json;
  private final Problems problems;

  JsonReading(JsonParser json, Problems problems) {
    this.json = json;
    this.problems = problems;
  }

  /** Reads the value of one member. */
  @FunctionalInterface
  interface Member {
    void read(String field) throws IOException;
  }

  /** Reads the value of a member of any name, or one element of a list. */
  @FunctionalInterface
  interface Element {
    void read(String nameOrNumber, String field) throws IOException;
  }

  /**
   * An object with these members and no others.
   *
   * @param prefix of its members' paths, such as {@code turns[3].}
   */
  void object(String field, String prefix, Map<String, Member> known) throws IOException {
    map(
        field,
        (name, _) -> {
          Member member = known.get(name);
          if (member == null) {
            problems.add(
                prefix + shown(name),
                "is not known here; there are " + String.join(", ", known.keySet()));
            json.skipChildren();
          } else {
            member.read(prefix + name);
          }
        });
  }

  /** An object whose members may have any name. */
  void map(String field, Element each) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      mismatch(field, "must be an object, {…}");
      return;
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      each.read(name, "%s.%s".formatted(field, shown(name)));
    }
  }

  /** A list; answers how many elements it has, 0 for what is none. */
  int list(String field, Element each) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      mismatch(field, "must be a list, […]");
      return 0;
    }
    int count = 0;
    for (; json.nextToken() != JsonToken.END_ARRAY; count++) {
      String number = String.valueOf(count);
      each.read(number, "%s[%s]".formatted(field, number));
    }
    return count;
  }

  Optional<String> string(String field) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return Optional.of(json.getText());
    }
    mismatch(field, "must be a string");
    return Optional.empty();
  }

  OptionalDouble number(String field) throws IOException {
    if (json.currentToken().isNumeric()) {
      return OptionalDouble.of(json.getDoubleValue());
    }
    mismatch(field, "must be a number");
    return OptionalDouble.empty();
  }

  boolean isObject() {
    return json.currentToken() == JsonToken.START_OBJECT;
  }

  void skip() throws IOException {
    json.skipChildren();
  }

  private void mismatch(String field, String problem) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      problems.add(field, problem);
      json.skipChildren();
    }
  }

  /** A name as it may stand in a message: neither long nor with anything but plain characters. */
  private static String shown(String name) {
    int end =
        name.length() <= LONGEST_SHOWN_NAME
            ? name.length()
            : name.offsetByCodePoints(
                0, Math.min(LONGEST_SHOWN_NAME, name.codePointCount(0, name.length())));
    String kept = name.substring(0, end).replaceAll("[\\p{C}&&[^\\x{200C}\\x{200D}]]", "\uFFFD");
    return end == name.length() ? kept : kept + "…";
  }
}
