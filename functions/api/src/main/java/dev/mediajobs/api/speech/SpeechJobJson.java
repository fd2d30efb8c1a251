package dev.mediajobs.api.speech;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.jobs.Acceptance;
import dev.mediajobs.jobs.Estimates;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.jobs.ShownProgress;
import dev.mediajobs.jobs.SpeechResult;
import dev.mediajobs.jobs.SpeechSettings;
import dev.mediajobs.json.Members;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How this contract spells a speech job: every field always, null where it is absent. */
final class SpeechJobJson {

  private SpeechJobJson() {}

  /** The answer to a submission. */
  static void writeAccepted(Acceptance accepted, SpeechSettings settings, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", accepted.id().toString());
    json.writeStringField("status", accepted.status().text());
    json.writeStringField("job_type", type(settings));
    json.writeStringField("provider", settings.provider());
    json.writeNumberField("estimated_duration_ms", accepted.estimate().toMillis());
    json.writeEndObject();
  }

  /** A job among others, without what may be long. */
  static void write(Job job, Instant now, JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeFacts(job, now, json);
    json.writeFieldName("result");
    Optional<SpeechResult> result = job.result(SpeechResult.class);
    if (result.isPresent()) {
      json.writeStartObject();
      writeFacts(result.get(), json);
      json.writeEndObject();
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }

  /** Everything about one job. */
  static void write(Job job, SpeechFiles files, Instant now, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    writeFacts(job, now, json);
    Members.document("input", files.input(), json);
    Members.text("input_url", files.inputAddress(), json);
    json.writeFieldName("result");
    Optional<SpeechResult> result = job.result(SpeechResult.class);
    if (result.isPresent()) {
      json.writeStartObject();
      writeFacts(result.get(), json);
      Members.text("audio_url", files.audioAddress(), json);
      Members.document("turn_timings", files.timings(), json);
      Members.text("turn_timings_url", files.timingsAddress(), json);
      json.writeEndObject();
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }

  private static void writeFacts(Job job, Instant now, JsonGenerator json) throws IOException {
    SpeechSettings settings = job.settings(SpeechSettings.class);
    Optional<Progress> shown = ShownProgress.of(job, now);
    json.writeStringField("id", job.id().toString());
    json.writeStringField("status", job.status().text());
    json.writeStringField("job_type", type(settings));
    json.writeStringField("provider", settings.provider());
    json.writeNumberField("progress", shown.map(Progress::percent).orElse(0));
    Members.text("progress_stage", shown.map(progress -> progress.stage().text()), json);
    Members.text("progress_message", shown.map(Progress::message), json);
    Members.text("error_code", job.failure().map(Failure::code), json);
    Members.text("error_message", job.failure().map(Failure::message), json);
    Members.time("created_at", job.times().created(), json);
    Members.time("started_at", job.times().started(), json);
    Members.time("completed_at", job.times().completed(), json);
    json.writeNumberField("elapsed_ms", elapsed(job, now).toMillis());
    Members.time("estimated_completion_at", estimated(job, shown, now), json);
    Members.time("expires_at", job.times().retainedUntil(), json);
    Members.text(
        "download_url",
        job.result().map(_ -> "/api/v1/jobs/%s/download".formatted(job.id())),
        json);
  }

  private static void writeFacts(SpeechResult result, JsonGenerator json) throws IOException {
    json.writeNumberField("duration_ms", result.duration().toMillis());
    json.writeNumberField("latency_ms", result.latency().toMillis());
    json.writeNumberField("turn_count", result.turnCount());
    json.writeStringField("content_type", result.audio().contentType());
    json.writeNumberField("size_bytes", result.audio().bytes());
    json.writeArrayFieldStart("notes");
    for (String note : result.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("subtitle_formats");
    for (ResultFile subtitles : result.subtitles()) {
      json.writeString(SpeechFiles.ending(subtitles));
    }
    json.writeEndArray();
  }

  private static String type(SpeechSettings settings) {
    return settings.type().name().toLowerCase(Locale.ROOT);
  }

  /** How long the owner has waited, or had to wait, since the job was accepted. */
  private static Duration elapsed(Job job, Instant now) {
    Duration elapsed = Duration.between(job.times().created(), job.times().completed().orElse(now));
    return elapsed.isNegative() ? Duration.ZERO : elapsed;
  }

  private static Optional<Instant> estimated(Job job, Optional<Progress> shown, Instant now) {
    if (job.status().isTerminal()) {
      return Optional.empty();
    }
    return Optional.of(now.plus(Estimates.remainingOf(job, shown)));
  }
}
