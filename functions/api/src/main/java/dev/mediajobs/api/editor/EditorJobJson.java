package dev.mediajobs.api.editor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.jobs.CleanedResult;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Product;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.ProjectAsset;
import dev.mediajobs.jobs.ShownProgress;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How this contract spells jobs: each status has the fields of its example and no others. */
final class EditorJobJson {

  private static final String UNEXPLAINED = "The job was cancelled.";

  private EditorJobJson() {}

  /**
   * The field {@code job}.
   *
   * @param segments what a completed subtitle job has made
   */
  static void writeField(Job job, Optional<List<Segment>> segments, Instant now, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("job");
    common(job, now, json);
    outcome(job, segments, json);
    json.writeStringField("createdAt", Dates.text(job.times().created()));
    if (job.times().started().isPresent() && WireStatus.of(job.status()) != WireStatus.PENDING) {
      json.writeStringField("startedAt", Dates.text(job.times().started().get()));
    }
    completion(job, json);
    json.writeEndObject();
  }

  /**
   * One of many jobs.
   *
   * @param segments what a completed subtitle job has made; empty for one that is not shown here
   */
  static void writeListed(
      Job job, Optional<List<Segment>> segments, Instant now, JsonGenerator json)
      throws IOException {
    ProjectAsset source = job.source().asset().orElseThrow();
    json.writeStartObject();
    common(job, now, json);
    json.writeStringField("projectId", source.project().toString());
    json.writeStringField("assetId", source.asset().toString());
    outcome(job, segments, json);
    json.writeStringField("createdAt", Dates.text(job.times().created()));
    completion(job, json);
    json.writeEndObject();
  }

  private static void common(Job job, Instant now, JsonGenerator json) throws IOException {
    json.writeStringField("jobId", job.id().toString());
    json.writeStringField("type", job.type().text());
    json.writeStringField("status", WireStatus.of(job.status()).text());
    json.writeNumberField("progress", progress(job, now));
    if (!job.status().isTerminal()) {
      json.writeNumberField("estimatedDuration", job.times().expected().toSeconds());
    }
  }

  private static int progress(Job job, Instant now) {
    return switch (WireStatus.of(job.status())) {
      case PENDING, PROCESSING -> ShownProgress.of(job, now).map(Progress::percent).orElse(0);
      case COMPLETED -> 100;
      case FAILED -> 0;
    };
  }

  private static void outcome(Job job, Optional<List<Segment>> segments, JsonGenerator json)
      throws IOException {
    if (WireStatus.of(job.status()) == WireStatus.FAILED) {
      json.writeStringField(
          "errorMessage", job.failure().map(Failure::message).orElse(UNEXPLAINED));
    }
    if (job.result().isPresent() && job.result().get() instanceof CleanedResult cleaned) {
      json.writeObjectFieldStart("outputData");
      json.writeStringField("resultAssetId", Product.AUDIO.assetOf(job.id()).toString());
      json.writeStringField("resultAssetPath", "/" + cleaned.key(cleaned.audio()));
      if (cleaned.video().isPresent()) {
        json.writeStringField("resultVideoAssetId", Product.VIDEO.assetOf(job.id()).toString());
      }
      json.writeNumberField("levelBefore", rounded(cleaned.levels().before()));
      json.writeNumberField("levelAfter", rounded(cleaned.levels().after()));
      if (!cleaned.notes().isEmpty()) {
        json.writeArrayFieldStart("notes");
        for (String note : cleaned.notes()) {
          json.writeString(note);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } else if (segments.isPresent()) {
      json.writeObjectFieldStart("outputData");
      json.writeArrayFieldStart("subtitles");
      for (Segment segment : segments.get()) {
        json.writeStartObject();
        json.writeNumberField("startTime", segment.start());
        json.writeNumberField("endTime", segment.end());
        json.writeStringField("text", segment.text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** To tenths. */
  private static double rounded(double decibels) {
    return Math.round(decibels * 10) / 10.0;
  }

  private static void completion(Job job, JsonGenerator json) throws IOException {
    if (job.times().completed().isPresent()) {
      json.writeStringField("completedAt", Dates.text(job.times().completed().get()));
    }
  }
}
