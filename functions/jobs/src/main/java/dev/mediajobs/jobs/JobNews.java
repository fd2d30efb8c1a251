package dev.mediajobs.jobs;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How a job is spelled for those who are told of it without having asked: every field always, null
 * where it is absent. Opens nothing: there is no token and no address in it.
 */
public final class JobNews {

  private JobNews() {}

  /**
   * Writes the job as an object.
   *
   * @param shown how far it is; empty before a worker has begun
   * @throws IOException when the generator fails
   */
  public static void write(Job job, Optional<Progress> shown, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("job_id", job.id().toString());
    json.writeStringField("type", job.type().text());
    json.writeStringField("status", job.status().text());
    json.writeStringField("filename", job.source().filename());
    json.writeNumberField("progress", shown.map(Progress::percent).orElse(0));
    text("progress_stage", shown.map(progress -> progress.stage().text()), json);
    text("progress_message", shown.map(Progress::message), json);
    text("error_code", job.failure().map(Failure::code), json);
    text("error_message", job.failure().map(Failure::message), json);
    json.writeNumberField("attempt", job.tries().attempt());
    json.writeNumberField("retry_count", job.tries().retryCount());
    time("created_at", Optional.of(job.times().created()), json);
    time("started_at", job.times().started(), json);
    time("completed_at", job.times().completed(), json);
    time("expires_at", Optional.of(job.times().retainedUntil()), json);
    Optional<Instant> cachedAt = job.result().flatMap(Result::cachedAt);
    json.writeBooleanField("cached", cachedAt.isPresent());
    time("cached_at", cachedAt, json);
    json.writeEndObject();
  }

  private static void text(String name, Optional<String> value, JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  /** Many clients' parsers stop at milliseconds. */
  private static void time(String name, Optional<Instant> time, JsonGenerator json)
      throws IOException {
    text(name, time.map(instant -> instant.truncatedTo(ChronoUnit.MILLIS).toString()), json);
  }
}
