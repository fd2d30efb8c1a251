package dev.mediajobs.api.polling;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.jobs.Results;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.json.Members;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a completed job, as far as it fits into an answer. A client that knows nothing of
 * addresses lives on the segments and the subtitle files, so those are left out only where they
 * could burst Lambda's 6 MB; the words of the JSON file are the first to go.
 *
 * @param made what the row says of it
 * @param segments the subtitles; empty when they are too much
 * @param texts the contents of the files that fit
 * @param addresses where each file can be had for a few minutes; they are secrets
 */
record PollingResult(
    SubtitleResult made,
    Optional<List<Segment>> segments,
    Map<Format, String> texts,
    Map<Format, URI> addresses) {

  /** The most bytes of SubRip and WebVTT together; four hours of dense speech take about a half. */
  private static final long MOST_SUBTITLE_BYTES = 2_000_000;

  /** The most bytes of the JSON file that is read for its segments. */
  private static final long MOST_JSON_BYTES = 16_000_000;

  /** Keeps copies. */
  PollingResult {
    texts = Map.copyOf(texts);
    addresses = Map.copyOf(addresses);
  }

  /** Reads the result of {@code job}; empty unless it is completed. */
  static Optional<PollingResult> of(Job job, Results results) {
    return job.result(SubtitleResult.class).map(made -> read(job, made, results));
  }

  private static PollingResult read(Job job, SubtitleResult made, Results results) {
    Map<Format, URI> addresses = new EnumMap<>(Format.class);
    for (Format format : Format.values()) {
      addresses.put(format, results.address(job, made, format));
    }
    Map<Format, String> texts = new EnumMap<>(Format.class);
    Optional<List<Segment>> segments = Optional.empty();
    if (bytes(made, Format.SRT) + bytes(made, Format.VTT) <= MOST_SUBTITLE_BYTES
        && bytes(made, Format.JSON) <= MOST_JSON_BYTES) {
      for (Format format : List.of(Format.SRT, Format.VTT)) {
        results.text(made, format).ifPresent(text -> texts.put(format, text));
      }
      Optional<String> document = results.text(made, Format.JSON);
      segments = document.map(Segment::of);
      document.filter(_ -> results.isInline(made)).ifPresent(text -> texts.put(Format.JSON, text));
    }
    return new PollingResult(made, segments, texts, addresses);
  }

  private static long bytes(SubtitleResult made, Format format) {
    return made.sizes().getOrDefault(format, 0L);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    Members.text("language", made.language(), json);
    json.writeNumberField("duration", made.duration().toMillis() / 1000.0);
    json.writeFieldName("segments");
    writeSegments(json);
    Members.text("srt", Optional.ofNullable(texts.get(Format.SRT)), json);
    Members.text("vtt", Optional.ofNullable(texts.get(Format.VTT)), json);
    json.writeFieldName("json");
    String document = texts.get(Format.JSON);
    if (document == null) {
      json.writeNull();
    } else {
      json.writeRawValue(document);
    }
    json.writeObjectFieldStart("downloads");
    for (Map.Entry<Format, URI> address : new EnumMap<>(addresses).entrySet()) {
      json.writeStringField(address.getKey().ending(), address.getValue().toString());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeSegments(JsonGenerator json) throws IOException {
    if (segments.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    for (Segment segment : segments.get()) {
      json.writeStartObject();
      json.writeNumberField("start", segment.start());
      json.writeNumberField("end", segment.end());
      json.writeStringField("text", segment.text());
      if (segment.speaker().isPresent()) {
        json.writeStringField("speaker", segment.speaker().get());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Tells no address. */
  @Override
  public String toString() {
    return "the result under " + made.prefix();
  }
}
