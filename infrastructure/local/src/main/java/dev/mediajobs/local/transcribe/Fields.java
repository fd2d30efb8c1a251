package dev.mediajobs.local.transcribe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of a request, read with their types checked as the protocol's parser does. */
record Fields(JsonNode object) {

  Fields {
    if (!object.isObject()) {
      throw RefusedException.unreadable("Start of structure or map found where not expected.");
    }
  }

  private Optional<JsonNode> value(String name) {
    JsonNode value = object.path(name);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  Optional<String> text(String name) {
    return value(name)
        .map(
            value -> {
              if (!value.isTextual()) {
                throw RefusedException.unreadable(name + " must be a string");
              }
              return value.textValue();
            });
  }

  Optional<Integer> number(String name) {
    return value(name)
        .map(
            value -> {
              if (!value.canConvertToInt() || !value.isIntegralNumber()) {
                throw RefusedException.unreadable(name + " must be a 32-bit whole number");
              }
              return value.intValue();
            });
  }

  boolean flag(String name) {
    return value(name)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw RefusedException.unreadable(name + " must be true or false");
              }
              return value.booleanValue();
            })
        .orElse(false);
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    value(name)
        .ifPresent(
            list -> {
              if (!list.isArray()) {
                throw RefusedException.unreadable(name + " must be a list");
              }
              for (JsonNode item : list) {
                if (!item.isTextual()) {
                  throw RefusedException.unreadable(name + " must be a list of strings");
                }
                texts.add(item.textValue());
              }
            });
    return List.copyOf(texts);
  }

  Optional<Fields> structure(String name) {
    return value(name).map(Fields::new);
  }

  /** A string that must be there and match the API model's pattern and greatest length. */
  String required(String name, Pattern pattern, int longest) {
    String text =
        text(name).orElseThrow(() -> RefusedException.invalid("null", wire(name), "not be null"));
    return checked(name, text, pattern, longest);
  }

  /** A string that, if it is there, must match the API model's pattern and greatest length. */
  Optional<String> optional(String name, Pattern pattern, int longest) {
    return text(name).map(text -> checked(name, text, pattern, longest));
  }

  /** A number that, if it is there, must be within the API model's range. */
  Optional<Integer> optional(String name, int least, int most) {
    return number(name)
        .map(
            number -> {
              if (number < least) {
                throw RefusedException.invalid(
                    "'" + number + "'", wire(name), "have value greater than or equal to " + least);
              }
              if (number > most) {
                throw RefusedException.invalid(
                    "'" + number + "'", wire(name), "have value less than or equal to " + most);
              }
              return number;
            });
  }

  private static String checked(String name, String text, Pattern pattern, int longest) {
    if (text.length() > longest) {
      throw RefusedException.invalid(
          "'" + text + "'", wire(name), "have length less than or equal to " + longest);
    }
    if (!pattern.matcher(text).matches()) {
      throw RefusedException.invalid(
          "'" + text + "'", wire(name), "satisfy regular expression pattern: " + pattern);
    }
    return text;
  }

  /** The service's messages name fields with a small first letter. */
  private static String wire(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
