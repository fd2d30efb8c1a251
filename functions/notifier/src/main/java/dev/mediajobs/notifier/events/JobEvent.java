package dev.mediajobs.notifier.events;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobNews;
import dev.mediajobs.jobs.Sha256;
import dev.mediajobs.json.Members;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened to a job. May be told more than once, and is the same each time: whoever
 * has seen its id has seen it.
 *
 * @param type what happened
 * @param id its name, {@code evt_} and 32 hexadecimal digits; follows from the job, its attempt,
 *     its fence and what happened
 * @param time when it happened
 * @param job the job afterwards, or, of one that is gone, before
 */
public record JobEvent(EventType type, String id, Instant time, Job job) {

  private static final String PREFIX = "evt_";
  private static final int DIGITS = 32;

  /**
   * What happened to this job.
   *
   * @param written when the row was written that tells so; counts where the row itself tells no
   *     time
   */
  static JobEvent of(EventType type, Job job, Instant written) {
    Instant time =
        switch (type) {
          case COMPLETED, FAILED, CANCELLED -> job.times().completed().orElse(written);
          case EXPIRED -> job.times().retainedUntil();
          case PROGRESS, RECOVERED -> written;
        };
    return new JobEvent(type, id(type, job), time, job);
  }

  /** Writes it as an object with the members type, id, time and job. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type.text());
    json.writeStringField("id", id);
    Members.time("time", time, json);
    json.writeFieldName("job");
    JobNews.write(job, job.progress(), json);
    json.writeEndObject();
  }

  private static String id(EventType type, Job job) {
    List<String> parts =
        List.of(
            job.id().toString(),
            Integer.toString(job.tries().attempt()),
            Long.toString(job.hold().fence()),
            type.text(),
            type == EventType.PROGRESS ? look(job) : "");
    Sha256 digest = new Sha256();
    byte[] bytes = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
    digest.add(bytes, bytes.length);
    return PREFIX + digest.text().substring(0, DIGITS);
  }

  /** Of one hold there can be many changes of progress; none leads back to an earlier one. */
  private static String look(Job job) {
    return job.status().text()
        + job.progress()
            .map(
                progress ->
                    "\n%s\n%d\n%s"
                        .formatted(progress.stage().text(), progress.percent(), progress.message()))
            .orElse("");
  }
}
