package dev.mediajobs.api.polling;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How this contract spells jobs and problems. Every field is always there, null where it is absent.
 * The error is a sentence in both, so that a client shows it the same way.
 */
final class PollingJson {

  private PollingJson() {}

  /**
   * The whole model of a job.
   *
   * @param token the one that opens the job, which is the only name that its client knows it by
   * @param result what it has to show; empty unless it is completed
   * @param now when its row was read
   */
  static void write(
      Job job, String token, Optional<PollingResult> result, Instant now, JsonGenerator json)
      throws IOException {
    PollingState state = PollingState.of(job);
    json.writeStartObject();
    json.writeStringField("jobId", token);
    json.writeStringField("id", token);
    text("requestId", job.requestId(), json);
    json.writeStringField("status", state.status().text());
    json.writeStringField("stage", state.stage());
    json.writeNumberField("progress", state.percent());
    json.writeStringField("message", state.message());
    json.writeStringField("createdAt", time(job.times().created()));
    json.writeStringField("updatedAt", time(LastChange.of(job, now)));
    json.writeStringField("provider", SubtitleRequest.PROVIDER);
    text("targetLanguage", job.settings(SubtitleSettings.class).language(), json);
    text("fileId", Upload.idOf(job.source().key()), json);
    json.writeStringField("filePath", job.source().key());
    text("error", state.error().map(Failure::message), json);
    text("errorCode", state.error().map(Failure::code), json);
    json.writeFieldName("result");
    if (result.isPresent()) {
      result.get().write(json);
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }

  /** A problem, in the words that a failed job has for its own. */
  static Answer of(Problem problem) {
    Answer answer =
        Answer.json(
            problem.status(),
            json -> {
              json.writeStartObject();
              json.writeStringField("error", problem.detail());
              json.writeStringField("errorCode", problem.code());
              json.writeStringField("message", problem.detail());
              json.writeEndObject();
            });
    return problem
        .retryAfter()
        .map(delay -> answer.with("retry-after", Long.toString(delay.toSeconds())))
        .orElse(answer);
  }

  static void text(String name, Optional<String> value, JsonGenerator json) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  /** Many clients' parsers stop at milliseconds. */
  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
