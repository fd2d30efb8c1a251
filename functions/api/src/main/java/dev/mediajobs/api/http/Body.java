package dev.mediajobs.api.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a client sent along with a request, already held to what any handler will look at. */
public sealed interface Body {

  /** The most bytes of a body, unless its route says otherwise: 1,000 access tokens fit in. */
  int MOST_BYTES = 128 * 1024;

  /**
   * The most bytes of a body of any route; more are dropped unread. Lambda takes 6 MB with
   * everything around it, where base64 needs a third more.
   */
  int MOST_BYTES_OF_ANY = 4 * 1024 * 1024;

  /**
   * A text.
   *
   * @param content the text
   */
  record Text(String content) implements Body {}

  /** More bytes than {@link #MOST_BYTES_OF_ANY}; they were dropped. */
  record TooLong() implements Body {}

  /** Bytes that are no UTF-8; they were dropped. */
  record NotText() implements Body {}

  /**
   * A form of several parts, not yet taken apart.
   *
   * @param raw as it stands in the event; as long as API Gateway and Lambda let it be
   * @param base64 whether it is encoded in base64
   * @param contentType the Content-Type that it came with, which names the boundary of its parts
   */
  record Form(String raw, boolean base64, String contentType) implements Body {

    /**
     * Takes it apart.
     *
     * @throws Refusal when it is malformed
     */
    public MultipartForm parts() throws Refusal {
      byte[] bytes;
      try {
        bytes = base64 ? Base64.getDecoder().decode(raw) : raw.getBytes(StandardCharsets.UTF_8);
      } catch (IllegalArgumentException notBase64) {
        throw MultipartForm.malformed("it is not the base64 that it claims to be");
      }
      return MultipartForm.of(bytes, contentType);
    }

    /** Tells nothing of the content. */
    @Override
    public String toString() {
      return "Form";
    }
  }

  /**
   * The body that API Gateway hands over: a form if its Content-Type says so, otherwise a text.
   *
   * @param raw as it stands in the event
   * @param base64 whether it is encoded in base64
   * @param contentType the Content-Type that it came with; empty text for none
   */
  static Body of(String raw, boolean base64, String contentType) {
    return MultipartForm.isNamedBy(contentType)
        ? new Form(raw, base64, contentType)
        : of(raw, base64);
  }

  /**
   * The body that API Gateway hands over, taken for a text.
   *
   * @param raw as it stands in the event
   * @param base64 whether it is encoded in base64, as API Gateway does with what it takes for
   *     binary
   */
  static Body of(String raw, boolean base64) {
    int longest = base64 ? (MOST_BYTES_OF_ANY + 2) / 3 * 4 : MOST_BYTES_OF_ANY;
    if (raw.length() > longest) {
      return new TooLong();
    }
    byte[] bytes;
    try {
      bytes = base64 ? Base64.getDecoder().decode(raw) : raw.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return new NotText();
    }
    if (bytes.length > MOST_BYTES_OF_ANY) {
      return new TooLong();
    }
    try {
      return new Text(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notUtf8) {
      return new NotText();
    }
  }

  /**
   * The text, of at most {@link #MOST_BYTES}.
   *
   * @throws Refusal when there is none to look at, or it is longer
   */
  default String text() throws Refusal {
    return text(MOST_BYTES, " Send the file itself to the upload address.");
  }

  /**
   * The text, of a route that takes more.
   *
   * @param mostBytes in UTF-8; at most {@link #MOST_BYTES_OF_ANY}
   * @throws Refusal when there is none to look at, or it is longer
   */
  default String text(int mostBytes) throws Refusal {
    return text(mostBytes, "");
  }

  private String text(int mostBytes, String advice) throws Refusal {
    return switch (this) {
      case Text(String content) when isWithin(mostBytes, content) -> content;
      // Most endpoints look at the content and not at what it claims to be.
      case Form form -> of(form.raw(), form.base64()).text(mostBytes, advice);
      case Text _, TooLong _ ->
          throw new Refusal(
              Problem.of(
                  413,
                  "body_too_large",
                  "The body may have at most %,d bytes.%s".formatted(mostBytes, advice)));
      case NotText _ ->
          throw new Refusal(Problem.of(400, "malformed_json", "The body is not UTF-8 text."));
    };
  }

  private static boolean isWithin(int mostBytes, String text) {
    int mostOfOneUnit = 3;
    return text.length() <= mostBytes / mostOfOneUnit
        || text.getBytes(StandardCharsets.UTF_8).length <= mostBytes;
  }
}
