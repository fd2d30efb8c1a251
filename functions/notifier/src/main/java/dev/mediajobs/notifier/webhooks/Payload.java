package dev.mediajobs.notifier.webhooks;

import dev.mediajobs.jobs.JobNews;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.Members;
import dev.mediajobs.notifier.events.JobEvent;
import java.nio.charset.StandardCharsets;

/** The body of a callback, as Standard Webhooks 1.0.0 wants it: type, timestamp, data. */
final class Payload {

  /** What the standard recommends. */
  static final int MOST_BYTES = 20_000;

  private Payload() {}

  /**
   * Writes it.
   *
   * @throws IllegalStateException when it is too large, which no job can make it
   */
  static String of(JobEvent event) {
    String text =
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("type", event.type().text());
              Members.time("timestamp", event.time(), json);
              json.writeFieldName("data");
              JobNews.write(event.job(), event.job().progress(), json);
              json.writeEndObject();
            });
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalStateException("the payload of the event " + event.id() + " is too large");
    }
    return text;
  }
}
