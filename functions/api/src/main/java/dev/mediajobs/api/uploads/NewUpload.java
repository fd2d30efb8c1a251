package dev.mediajobs.api.uploads;

import dev.mediajobs.api.http.Fields;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.naming.GivenName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that somebody wishes to upload.
 *
 * @param filename its name
 * @param sizeBytes its size, which the upload must have exactly
 * @param contentType the media type that its owner takes it for; never trusted
 */
public record NewUpload(String filename, long sizeBytes, String contentType) {

  private static final String UNKNOWN_TYPE = "application/octet-stream";
  private static final int LONGEST_TYPE = 200;

  /** RFC 9110, section 8.3.1, with parameters whose values are tokens or simple quoted texts. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "[\\w!#$%&'*+.^`|~-]+/[\\w!#$%&'*+.^`|~-]+"
              + "(\\s*;\\s*[\\w!#$%&'*+.^`|~-]+=([\\w!#$%&'*+.^`|~-]+|\"[ -!#-\\[\\]-~]*\"))*+");

  /**
   * The file that a request's body describes, in fields that are spelled like {@code size_bytes}.
   *
   * @throws Refusal when a field is missing or wrong
   */
  static NewUpload of(Fields fields) throws Refusal {
    return of(fields, "size_bytes", "content_type");
  }

  /**
   * The same, in fields that are spelled like {@code sizeBytes}.
   *
   * @throws Refusal when a field is missing or wrong
   */
  public static NewUpload ofCamelCase(Fields fields) throws Refusal {
    return of(fields, "sizeBytes", "contentType");
  }

  private static NewUpload of(Fields fields, String sizeField, String typeField) throws Refusal {
    String filename =
        fields.read(json -> GivenName.of("filename", json.requiredString("filename")), "");
    long size = fields.read(json -> json.requiredWholeNumber(sizeField, 0, Long.MAX_VALUE), 0L);
    String type =
        fields.read(
            json -> mediaType(typeField, json.string(typeField).orElse(UNKNOWN_TYPE)),
            UNKNOWN_TYPE);
    fields.check();
    return new NewUpload(filename, size, type);
  }

  /**
   * A file that came with a request itself.
   *
   * @param filename its name, as given
   * @param contentType the media type that its owner takes it for, as given
   * @throws JsonException when the name or the type is none
   */
  public static NewUpload of(String filename, long sizeBytes, Optional<String> contentType)
      throws JsonException {
    return new NewUpload(
        GivenName.of("filename", filename),
        sizeBytes,
        mediaType("content_type", contentType.orElse(UNKNOWN_TYPE)));
  }

  private static String mediaType(String field, String text) throws JsonException {
    if (text.length() > LONGEST_TYPE || !MEDIA_TYPE.matcher(text).matches()) {
      throw new JsonException(
          field,
          "must be a media type of at most %d characters, such as video/mp4"
              .formatted(LONGEST_TYPE));
    }
    return text;
  }
}
