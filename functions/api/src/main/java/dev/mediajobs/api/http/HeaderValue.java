package dev.mediajobs.api.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The value of a header field that has parameters, such as {@code form-data; name="file"}.
 *
 * @param value what stands before the parameters, in lower case
 * @param parameters by name in lower case
 */
record HeaderValue(String value, Map<String, String> parameters) {

  /** Keeps a copy. */
  HeaderValue {
    parameters = Map.copyOf(parameters);
  }

  /** The parameter called {@code name}, in lower case. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * Reads one. A value in quotes may hold anything; a backslash in it counts only before a quote
   * and before another backslash, because some clients send paths.
   *
   * @return empty when it is malformed or names a parameter twice
   */
  static Optional<HeaderValue> parse(String text) {
    return new Reading(text).value();
  }

  private static final class Reading {

    private final String text;
    private int at;

    Reading(String text) {
      this.text = text;
    }

    Optional<HeaderValue> value() {
      String value = until(";").strip().toLowerCase(Locale.ROOT);
      Map<String, String> parameters = new HashMap<>();
      while (at < text.length()) {
        at++; // the semicolon
        String name = until("=;").strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() && !isAt('=')) {
          continue; // nothing between two semicolons, or after the last
        }
        if (name.isEmpty() || !isAt('=')) {
          return Optional.empty();
        }
        at++;
        Optional<String> given = isQuoteNext() ? quoted() : Optional.of(until(";").strip());
        if (given.isEmpty() || parameters.putIfAbsent(name, given.get()) != null) {
          return Optional.empty();
        }
      }
      return Optional.of(new HeaderValue(value, parameters));
    }

    private String until(String ends) {
      int start = at;
      while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private boolean isAt(char wanted) {
      return at < text.length() && text.charAt(at) == wanted;
    }

    private void skipSpace() {
      while (isAt(' ') || isAt('\t')) {
        at++;
      }
    }

    private boolean isQuoteNext() {
      skipSpace();
      return isAt('"');
    }

    /** Ends behind the space after the closing quote, where only the next parameter may begin. */
    private Optional<String> quoted() {
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length() && !isAt('"')) {
        if (isAt('\\') && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0) {
          at++;
        }
        value.append(text.charAt(at));
        at++;
      }
      if (!isAt('"')) {
        return Optional.empty();
      }
      at++;
      skipSpace();
      return at == text.length() || isAt(';') ? Optional.of(value.toString()) : Optional.empty();
    }
  }
}
