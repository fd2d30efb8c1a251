package dev.mediajobs.subtitles;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads the JSON that an Amazon Transcribe batch job writes, as a stream: a four-hour transcript
 * never stands in memory as a tree. It uses {@code results.items}, the speaker of each item (on the
 * item, or by its start time in {@code results.speaker_labels}), and the language ({@code
 * results.language_code}, else the most spoken of {@code language_codes}, else the likeliest of
 * {@code language_identification}, else the most frequent among the items). Everything else, such
 * as {@code transcripts}, {@code audio_segments} and {@code channel_labels}, repeats the items and
 * is skipped, as are unknown fields.
 *
 * @see <a href="https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html">Amazon Transcribe:
 *     data input and output</a>
 */
public final class TranscribeOutput {
  /** About 15 times what Transcribe writes for the 4 hours it accepts at most. */
  private static final long LONGEST_DOCUMENT_BYTES = 256L << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(LONGEST_DOCUMENT_BYTES)
                  .maxNestingDepth(100)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private TranscribeOutput() {}

  /**
   * Reads one document to its end and leaves the stream open. A recording without speech gives a
   * transcript without words.
   *
   * <p>Items without any text are passed over; a word without times begins where the one before it
   * ended; a word that ends before it begins has no length; times are cut to the millisecond.
   *
   * @throws TranscriptFormatException when it is not such a document, is cut short, is larger than
   *     256 MiB, or has a time that is negative, not a number or beyond 1,000 hours
   * @throws IOException when the stream fails
   */
  public static Transcript read(InputStream document)
      throws IOException, TranscriptFormatException {
    try (JsonParser parser = JSON.createParser(document)) {
      return read(parser);
    } catch (JacksonException | CharConversionException malformed) {
      throw new TranscriptFormatException(
          "The transcript is not whole, well-formed JSON: " + firstLine(malformed), malformed);
    }
  }

  private static Transcript read(JsonParser parser) throws IOException, TranscriptFormatException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new TranscriptFormatException("The transcript is not a JSON object");
    }
    Optional<Transcript> transcript = Optional.empty();
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (field.equals("results") && value == JsonToken.START_OBJECT) {
        transcript = Optional.of(TranscribeResults.read(parser));
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new TranscriptFormatException("Something follows the end of the transcript");
    }
    return transcript.orElseThrow(
        () ->
            new TranscriptFormatException(
                "This is not the output of a Transcribe job: it has no object \"results\""));
  }

  private static String firstLine(IOException failure) {
    String message =
        failure instanceof JacksonException jackson
            ? jackson.getOriginalMessage()
            : String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse("unreadable");
  }
}
