package dev.mediajobs.api.jobs;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Result;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is answered to whoever submitted a job. It is remembered as a text without the job's token,
 * which is derived anew each time: nothing secret is stored.
 *
 * @param id the job's
 * @param tokenVersion the version of its owner's token
 * @param status where it stood
 * @param estimate how long it was taken to last
 * @param secretDerived whether its owner is called back, with a secret that the server has chosen
 * @param cachedAt if it has copies of an earlier job's result: when that one was completed
 */
public record Acceptance(
    JobId id,
    int tokenVersion,
    JobStatus status,
    Duration estimate,
    boolean secretDerived,
    Optional<Instant> cachedAt) {

  static Acceptance of(Job job) {
    return of(job, Optional.empty());
  }

  static Acceptance of(Job job, Optional<Callback> callback) {
    return new Acceptance(
        job.id(),
        job.tokens().owner(),
        job.status(),
        job.times().expected(),
        callback.filter(wanted -> wanted.secrets().isEmpty()).isPresent(),
        job.result().flatMap(Result::cachedAt));
  }

  /** To be remembered. */
  String text() {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("job_id", id.toString());
          json.writeNumberField("token_version", tokenVersion);
          json.writeStringField("status", status.text());
          json.writeNumberField("estimate_ms", estimate.toMillis());
          json.writeBooleanField("secret_derived", secretDerived);
          if (cachedAt.isPresent()) {
            json.writeStringField("cached_at", cachedAt.get().toString());
          }
          json.writeEndObject();
        });
  }

  /**
   * What was remembered.
   *
   * @throws IllegalStateException when it makes no sense
   */
  static Acceptance of(String text) {
    try {
      JsonObject json = Json.object(text);
      return new Acceptance(
          JobId.parse(json.requiredString("job_id")).orElseThrow(),
          (int) json.requiredWholeNumber("token_version", 1, Integer.MAX_VALUE),
          JobStatus.of(json.requiredString("status")),
          Duration.ofMillis(json.requiredWholeNumber("estimate_ms", 0, Long.MAX_VALUE)),
          json.bool("secret_derived").orElse(false),
          json.string("cached_at").map(Instant::parse));
    } catch (JsonException e) {
      throw new IllegalStateException("a remembered answer can't be read", e);
    }
  }
}
