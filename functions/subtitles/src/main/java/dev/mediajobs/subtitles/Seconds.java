package dev.mediajobs.subtitles;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Transcribe's times: decimal seconds, written as strings. */
final class Seconds {
  private static final int MOST = 1000 * 3600;

  /** Narrower than what Java reads as a number, which includes NaN and hexadecimal. */
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{0,30})?([eE][+-]?[0-9]{1,3})?");

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

  /** The number this text spells in plain decimals; empty when it spells none. */
  static OptionalDouble decimal(String text) {
    return DECIMAL.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  private static String shortened(String text) {
    String plain = PlainText.clean(text);
    return plain.length() <= 20 ? plain : plain.substring(0, 20) + "…";
  }
}
