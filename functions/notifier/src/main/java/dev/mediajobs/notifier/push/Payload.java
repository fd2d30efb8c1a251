package dev.mediajobs.notifier.push;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.Members;
import dev.mediajobs.notifier.events.JobEvent;
import dev.mediajobs.push.MessageEncryption;
import java.nio.charset.StandardCharsets;

/** What a browser is told: enough to show a notification, and nothing that opens the job. */
final class Payload {

  /** Characters; a notification shows less of it. */
  private static final int LONGEST_FILENAME = 200;

  private Payload() {}

  /**
   * Writes it.
   *
   * @throws IllegalStateException when it is too large, which no job can make it
   */
  static String of(JobEvent event) {
    Job job = event.job();
    String text =
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("type", event.type().text());
              json.writeStringField("id", event.id());
              Members.time("time", event.time(), json);
              json.writeObjectFieldStart("job");
              json.writeStringField("job_id", job.id().toString());
              json.writeStringField("type", job.type().text());
              json.writeStringField("status", job.status().text());
              json.writeStringField("filename", shortened(job.source().filename()));
              json.writeEndObject();
              json.writeEndObject();
            });
    if (text.getBytes(StandardCharsets.UTF_8).length > MessageEncryption.MOST_BYTES) {
      throw new IllegalStateException("the payload of the event " + event.id() + " is too large");
    }
    return text;
  }

  private static String shortened(String filename) {
    return filename.codePointCount(0, filename.length()) > LONGEST_FILENAME
        ? filename.substring(0, filename.offsetByCodePoints(0, LONGEST_FILENAME - 1)) + "…"
        : filename;
  }
}
