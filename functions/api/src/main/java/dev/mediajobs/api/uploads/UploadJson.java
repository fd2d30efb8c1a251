package dev.mediajobs.api.uploads;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.jobs.Incoming;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** How uploads are spelled in answers. */
final class UploadJson {

  private UploadJson() {}

  static void write(UploadState state, JsonGenerator json) throws IOException {
    Incoming upload = state.upload();
    json.writeStartObject();
    json.writeStringField("upload_id", upload.id());
    json.writeStringField("key", upload.key());
    json.writeStringField("status", state instanceof UploadState.Complete ? "complete" : "open");
    json.writeStringField("filename", upload.filename());
    json.writeNumberField("size_bytes", upload.sizeBytes());
    json.writeStringField("content_type", upload.contentType());
    switch (state) {
      case UploadState.Complete _ -> {}
      case UploadState.Single single -> {
        writeValidity(single.validity(), json);
        json.writeStringField("method", "PUT");
        json.writeStringField("url", single.address().toString());
        json.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : single.headers().entrySet()) {
          json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
      }
      case UploadState.InParts inParts -> {
        writeValidity(inParts.validity(), json);
        json.writeNumberField("part_size", inParts.partSize());
        json.writeArrayFieldStart("parts");
        for (UploadState.Part part : inParts.parts()) {
          writePart(part, json);
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  private static void writeValidity(Duration validity, JsonGenerator json) throws IOException {
    json.writeNumberField("expires_in", validity.toSeconds());
  }

  private static void writePart(UploadState.Part part, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("number", part.number());
    json.writeStringField("url", part.address().toString());
    if (part.stored().isPresent()) {
      json.writeStringField("etag", part.stored().get().etag());
      json.writeNumberField("size_bytes", part.stored().get().sizeBytes());
    }
    json.writeEndObject();
  }
}
