package dev.mediajobs.api.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One part of a form: a field that was filled in, or a file that was chosen. */
public final class FormPart {

  /** The most bytes of a field's text. */
  static final int LONGEST_TEXT = 4096;

  private final String name;
  private final Optional<String> filename;
  private final Optional<String> contentType;
  private final byte[] form;
  private final int start;
  private final int size;

  /** Its content is {@code size} bytes of the form's, which nobody changes. */
  FormPart(
      String name,
      Optional<String> filename,
      Optional<String> contentType,
      byte[] form,
      int start,
      int size) {
    this.name = name;
    this.filename = filename;
    this.contentType = contentType;
    this.form = form;
    this.start = start;
    this.size = size;
  }

  /** The field's name. */
  public String name() {
    return name;
  }

  /** The file's name; empty for a field that is no file. It may be an empty text. */
  public Optional<String> filename() {
    return filename;
  }

  /** The media type that the client takes it for. */
  public Optional<String> contentType() {
    return contentType;
  }

  /** The size of the content in bytes. */
  public int size() {
    return size;
  }

  /** The content from its beginning, as often as it is asked for. */
  public InputStream content() {
    return new ByteArrayInputStream(form, start, size);
  }

  /**
   * The content as a text.
   *
   * @throws Refusal when it is no UTF-8 or longer than {@link #LONGEST_TEXT} bytes
   */
  public String text() throws Refusal {
    if (size > LONGEST_TEXT) {
      throw MultipartForm.malformed(
          "the field %s is longer than %,d bytes".formatted(name, LONGEST_TEXT));
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(form, start, size))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw MultipartForm.malformed("the field %s is not UTF-8 text".formatted(name));
    }
  }
}
