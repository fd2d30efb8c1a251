package dev.mediajobs.api.editor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.uploads.UploadState;
import dev.mediajobs.jobs.Asset;
import dev.mediajobs.jobs.AssetFacts;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** How this contract spells assets: a field that is not known is left out. */
final class AssetJson {

  private AssetJson() {}

  /** The field {@code asset}, with what can be done with its file. */
  static void writeField(AssetView view, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("asset");
    fields(view.asset(), json);
    switch (view) {
      case AssetView.Uploading uploading -> {
        json.writeObjectFieldStart("upload");
        upload(uploading.upload(), json);
        json.writeEndObject();
      }
      case AssetView.Stored stored -> {
        json.writeStringField("downloadUrl", stored.address().toString());
        json.writeNumberField("downloadExpiresIn", stored.validity().toSeconds());
      }
    }
    json.writeEndObject();
  }

  /** The field {@code asset}, without addresses. */
  static void writeField(Asset asset, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("asset");
    fields(asset, json);
    json.writeEndObject();
  }

  /** The field {@code assets}, without addresses. */
  static void writeField(List<Asset> assets, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("assets");
    for (Asset asset : assets) {
      json.writeStartObject();
      fields(asset, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void fields(Asset asset, JsonGenerator json) throws IOException {
    json.writeStringField("assetId", asset.id());
    json.writeStringField("projectId", asset.place().project().toString());
    json.writeStringField("filename", asset.filename());
    json.writeNumberField("sizeBytes", asset.sizeBytes());
    json.writeStringField("contentType", asset.contentType());
    json.writeStringField("status", asset.state().text());
    if (asset.facts().isPresent()) {
      AssetFacts facts = asset.facts().get();
      json.writeBooleanField("hasAudio", facts.hasAudio());
      if (facts.duration().isPresent()) {
        json.writeNumberField("duration", BigDecimal.valueOf(facts.duration().get().toMillis(), 3));
      }
    }
    if (asset.madeBy().isPresent()) {
      json.writeStringField("jobId", asset.madeBy().get().toString());
    }
    json.writeStringField("createdAt", Dates.text(asset.createdAt()));
  }

  private static void upload(UploadState state, JsonGenerator json) throws IOException {
    switch (state) {
      case UploadState.Complete _ -> json.writeBooleanField("arrived", true);
      case UploadState.Single single -> {
        json.writeNumberField("expiresIn", single.validity().toSeconds());
        json.writeStringField("method", "PUT");
        json.writeStringField("url", single.address().toString());
        json.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : single.headers().entrySet()) {
          json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
      }
      case UploadState.InParts inParts -> {
        json.writeNumberField("expiresIn", inParts.validity().toSeconds());
        json.writeNumberField("partSize", inParts.partSize());
        json.writeArrayFieldStart("parts");
        for (UploadState.Part part : inParts.parts()) {
          json.writeStartObject();
          json.writeNumberField("number", part.number());
          json.writeStringField("url", part.address().toString());
          if (part.stored().isPresent()) {
            json.writeStringField("etag", part.stored().get().etag());
            json.writeNumberField("sizeBytes", part.stored().get().sizeBytes());
          }
          json.writeEndObject();
        }
        json.writeEndArray();
      }
    }
  }
}
