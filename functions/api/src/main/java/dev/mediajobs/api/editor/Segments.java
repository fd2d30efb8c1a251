package dev.mediajobs.api.editor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.SubtitleResult;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Takes the subtitles out of a result's JSON file, as it is read: its words, which are most of it,
 * are passed over.
 */
public final class Segments {

  private static final JsonFactory JSON = new JsonFactory();

  private final MediaStore media;

  /** Of the results in this bucket. */
  public Segments(MediaStore media) {
    this.media = media;
  }

  /**
   * The subtitles, in order; none when nobody speaks.
   *
   * @throws IllegalStateException when the file is gone
   * @throws software.amazon.awssdk.core.exception.SdkException when S3 can't be reached or refuses
   */
  List<Segment> of(SubtitleResult result) {
    try (InputStream file =
        media
            .read(result.key(Format.JSON))
            .orElseThrow(() -> new IllegalStateException("a result's file is gone"))) {
      return read(file);
    } catch (IOException e) {
      throw SdkClientException.create("the result broke off while it was read", e);
    }
  }

  static List<Segment> read(InputStream file) throws IOException {
    List<Segment> segments = new ArrayList<>();
    try (JsonParser json = JSON.createParser(file)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("segments") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            segments.add(segment(json));
          }
        } else {
          json.skipChildren();
        }
      }
    }
    return segments;
  }

  private static Segment segment(JsonParser json) throws IOException {
    BigDecimal start = BigDecimal.ZERO;
    BigDecimal end = BigDecimal.ZERO;
    String text = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "start" -> start = plain(json.getDecimalValue());
        case "end" -> end = plain(json.getDecimalValue());
        case "text" -> text = json.getText();
        default -> json.skipChildren();
      }
    }
    return new Segment(start, end, text);
  }

  /** {@code 3.000} is written as 3, as the contract's examples have it, and never as 3E+0. */
  private static BigDecimal plain(BigDecimal seconds) {
    BigDecimal stripped = seconds.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
