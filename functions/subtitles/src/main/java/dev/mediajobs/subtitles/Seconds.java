package dev.mediajobs.subtitles;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Transcribe's times: decimal seconds, written as strings. */
final class Seconds {
  private static final int MOST = 1000 * 3600;

  private static final int LONGEST = 40;

  private Seconds() {}

  /**
   * The time the parser stands at, to the nearest millisecond; empty when it is null.
   *
   * @throws TranscriptFormatException when it is negative, not a number or beyond 1,000 hours
   */
  static Optional<Duration> read(JsonParser parser, String field)
      throws IOException, TranscriptFormatException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Optional.empty();
    }
    String text = JsonFields.text(parser).orElse("");
    OptionalDouble seconds = decimal(text);
    if (seconds.isEmpty() || seconds.getAsDouble() < 0 || seconds.getAsDouble() > MOST) {
      throw new TranscriptFormatException(
          "A "
              + field
              + " in the transcript is not a time of 0 to 1,000 hours in seconds: \""
              + shortened(text)
              + "\"");
    }
    return Optional.of(Duration.ofMillis(Math.round(seconds.getAsDouble() * 1000)));
  }

  /** The number this text spells in decimals; empty when it spells none. */
  static OptionalDouble decimal(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !isMadeOfDecimals(text)) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException misplaced) {
      return OptionalDouble.empty();
    }
  }

  /** Java itself would also take NaN, hexadecimal and a trailing letter for numbers. */
  private static boolean isMadeOfDecimals(String text) {
    for (int index = 0; index < text.length(); index++) {
      if ("0123456789.eE+-".indexOf(text.charAt(index)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String shortened(String text) {
    String plain = PlainText.clean(text);
    return plain.length() <= 20 ? plain : plain.substring(0, 20) + "…";
  }
}
