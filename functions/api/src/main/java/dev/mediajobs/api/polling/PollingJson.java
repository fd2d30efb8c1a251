package dev.mediajobs.api.polling;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.json.Members;
import java.io.IOException;
import java.time.Instant;
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
    Members.text("requestId", job.requestId(), json);
    json.writeStringField("status", state.status().text());
    json.writeStringField("stage", state.stage());
    json.writeNumberField("progress", state.percent());
    json.writeStringField("message", state.message());
    Members.time("createdAt", job.times().created(), json);
    Members.time("updatedAt", LastChange.of(job, now), json);
    json.writeStringField("provider", SubtitleRequest.PROVIDER);
    Members.text("targetLanguage", job.settings(SubtitleSettings.class).language(), json);
    Members.text("fileId", Upload.idOf(job.source().key()), json);
    json.writeStringField("filePath", job.source().key());
    Members.text("error", state.error().map(Failure::message), json);
    Members.text("errorCode", state.error().map(Failure::code), json);
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
}
