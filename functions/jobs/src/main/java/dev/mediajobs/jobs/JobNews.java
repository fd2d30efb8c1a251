package dev.mediajobs.jobs;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.json.Members;
import java.io.IOException;
import java.time.Instant;
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
    Members.text("progress_stage", shown.map(progress -> progress.stage().text()), json);
    Members.text("progress_message", shown.map(Progress::message), json);
    Members.text("error_code", job.failure().map(Failure::code), json);
    Members.text("error_message", job.failure().map(Failure::message), json);
    json.writeNumberField("attempt", job.tries().attempt());
    json.writeNumberField("retry_count", job.tries().retryCount());
    Members.time("created_at", job.times().created(), json);
    Members.time("started_at", job.times().started(), json);
    Members.time("completed_at", job.times().completed(), json);
    Members.time("expires_at", job.times().retainedUntil(), json);
    Optional<Instant> cachedAt = job.result().flatMap(Result::cachedAt);
    json.writeBooleanField("cached", cachedAt.isPresent());
    Members.time("cached_at", cachedAt, json);
    json.writeEndObject();
  }
}
