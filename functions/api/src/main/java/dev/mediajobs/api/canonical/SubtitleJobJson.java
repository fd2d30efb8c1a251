package dev.mediajobs.api.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.jobs.Acceptance;
import dev.mediajobs.jobs.Estimates;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Result;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.json.Members;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How the canonical contract spells a subtitle job: every field always, null where it is absent.
 */
final class SubtitleJobJson {

  private SubtitleJobJson() {}

  /**
   * Everything about {@code job}.
   *
   * @param token the one that opens it
   * @param shown how far it is; empty before a worker has begun
   * @param inline the contents of the result's files that are part of the answer
   */
  static void write(
      Job job,
      String token,
      Optional<Progress> shown,
      Map<Format, String> inline,
      JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("job_id", job.id().toString());
    json.writeStringField("access_token", token);
    json.writeStringField("status", job.status().text());
    json.writeStringField("filename", job.source().filename());
    json.writeNumberField("file_size_bytes", job.source().sizeBytes());
    json.writeNumberField("progress", shown.map(Progress::percent).orElse(0));
    Members.text("progress_stage", shown.map(progress -> progress.stage().text()), json);
    Members.text("progress_message", shown.map(Progress::message), json);
    Members.text("error_code", job.failure().map(Failure::code), json);
    Members.text("error_message", job.failure().map(Failure::message), json);
    json.writeNumberField("retry_count", job.tries().retryCount());
    remaining(job, shown, json);
    json.writeFieldName("result");
    result(job, json);
    Members.document("result_json", Optional.ofNullable(inline.get(Format.JSON)), json);
    Members.text("result_srt", Optional.ofNullable(inline.get(Format.SRT)), json);
    Members.text("result_vtt", Optional.ofNullable(inline.get(Format.VTT)), json);
    Members.time("created_at", job.times().created(), json);
    Members.time("started_at", job.times().started(), json);
    Members.time("completed_at", job.times().completed(), json);
    cached(job.result().flatMap(Result::cachedAt), json);
    json.writeEndObject();
  }

  /**
   * The answer to a submission.
   *
   * @param secret the one that callbacks are signed with, if the server has chosen it
   */
  static void writeAccepted(
      Acceptance accepted, String token, Optional<String> secret, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("job_id", accepted.id().toString());
    json.writeStringField("access_token", token);
    json.writeStringField("status", accepted.status().text());
    cached(accepted.cachedAt(), json);
    json.writeNumberField("estimated_duration_seconds", accepted.estimate().toSeconds());
    Members.text("callback_secret", secret, json);
    json.writeEndObject();
  }

  private static void cached(Optional<Instant> cachedAt, JsonGenerator json) throws IOException {
    json.writeBooleanField("cached", cachedAt.isPresent());
    Members.time("cached_at", cachedAt, json);
  }

  private static void remaining(Job job, Optional<Progress> shown, JsonGenerator json)
      throws IOException {
    json.writeFieldName("estimated_remaining_seconds");
    if (job.status().isTerminal()) {
      json.writeNull();
      return;
    }
    json.writeNumber(Estimates.remainingOf(job, shown).toSeconds());
  }

  private static void result(Job job, JsonGenerator json) throws IOException {
    Optional<SubtitleResult> made = job.result(SubtitleResult.class);
    if (made.isEmpty()) {
      json.writeNull();
      return;
    }
    SubtitleResult result = made.get();
    json.writeStartObject();
    Members.text("language", result.language(), json);
    json.writeNumberField("duration_seconds", result.duration().toMillis() / 1000.0);
    json.writeNumberField("cue_count", result.cueCount());
    json.writeNumberField("word_count", result.wordCount());
    json.writeNumberField("speaker_count", result.speakerCount());
    json.writeArrayFieldStart("notes");
    for (String note : result.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeBooleanField("no_speech", result.isSilent());
    json.writeObjectFieldStart("formats");
    for (Format format : Format.values()) {
      json.writeObjectFieldStart(format.ending());
      json.writeStringField("url", "/api/jobs/%s/download/%s".formatted(job.id(), format.ending()));
      json.writeNumberField("size_bytes", result.sizes().getOrDefault(format, 0L));
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
