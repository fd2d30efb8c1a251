package dev.mediajobs.subtitles;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * The product's own format, with everything that is known. Every field is always there; what is
 * unknown is null. Times are numbers of seconds with three decimals, from the start of the
 * recording.
 *
 * <pre>
 * {
 *   "language": "en-US",             BCP 47, or null
 *   "duration_seconds": 12.480,      of the recording as far as known, else until the last word
 *   "no_speech": false,              true when there is nothing to show; "segments" is then empty
 *   "speakers": [{"id": "spk_0", "label": "Speaker 1"}],
 *   "segments": [{
 *     "id": 1,                       counted from 1, the same number as in SRT and WebVTT
 *     "start": 0.520, "end": 2.910,  when the cue is shown
 *     "text": "Good morning, everyone.",
 *     "lines": ["Good morning, everyone."],
 *     "speaker": "spk_0",            an id of "speakers", or null
 *     "words": [{"start": 0.520, "end": 0.800, "text": "Good", "confidence": 0.998, "speaker": "spk_0"}]
 *   }]
 * }
 * </pre>
 *
 * The texts of a segment's words, joined as the language joins words, are its text; their times lie
 * within the segment's.
 */
final class JsonWriter implements SubtitleWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Override
  public void write(Subtitles subtitles, Writer out) throws IOException {
    Transcript transcript = subtitles.transcript();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      writeText(json, "language", transcript.language());
      writeSeconds(json, "duration_seconds", transcript.duration());
      json.writeBooleanField("no_speech", subtitles.noSpeech());
      json.writeArrayFieldStart("speakers");
      for (Speaker speaker : transcript.speakers()) {
        json.writeStartObject();
        json.writeStringField("id", speaker.id());
        json.writeStringField("label", speaker.label());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("segments");
      for (Cue cue : subtitles.cues()) {
        writeSegment(json, cue);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void writeSegment(JsonGenerator json, Cue cue) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", cue.number());
    writeSeconds(json, "start", cue.start());
    writeSeconds(json, "end", cue.end());
    json.writeStringField("text", cue.text());
    json.writeArrayFieldStart("lines");
    for (String line : cue.lines()) {
      json.writeString(line);
    }
    json.writeEndArray();
    writeText(json, "speaker", cue.speaker());
    json.writeArrayFieldStart("words");
    for (Word word : cue.words()) {
      writeWord(json, word);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeWord(JsonGenerator json, Word word) throws IOException {
    json.writeStartObject();
    writeSeconds(json, "start", word.start());
    writeSeconds(json, "end", word.end());
    json.writeStringField("text", word.shown());
    json.writeFieldName("confidence");
    if (word.confidence().isPresent()) {
      json.writeNumber(word.confidence().getAsDouble());
    } else {
      json.writeNull();
    }
    writeText(json, "speaker", word.speaker());
    json.writeEndObject();
  }

  private static void writeSeconds(JsonGenerator json, String field, Duration time)
      throws IOException {
    json.writeNumberField(field, BigDecimal.valueOf(time.toMillis(), 3));
  }

  private static void writeText(JsonGenerator json, String field, Optional<String> text)
      throws IOException {
    json.writeFieldName(field);
    if (text.isPresent()) {
      json.writeString(text.get());
    } else {
      json.writeNull();
    }
  }
}
