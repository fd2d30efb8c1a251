package dev.mediajobs.notifier.sockets;

import dev.mediajobs.jobs.JobNews;
import dev.mediajobs.jobs.ShownProgress;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.Members;
import dev.mediajobs.notifier.events.EventType;
import dev.mediajobs.notifier.events.JobEvent;
import dev.mediajobs.sockets.FrameVersion;
import java.time.Instant;

/** How an event is spelled for those who watch. */
final class SocketFrame {

  private SocketFrame() {}

  static String of(JobEvent event, Instant now) {
    FrameVersion version =
        event.type() == EventType.EXPIRED
            ? FrameVersion.ofGone(event.job())
            : FrameVersion.of(event.job());
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeStringField("type", event.type().text());
          json.writeStringField("id", event.id());
          Members.time("time", event.time(), json);
          json.writeStringField("version", version.text());
          json.writeFieldName("job");
          JobNews.write(event.job(), ShownProgress.of(event.job(), now), json);
          json.writeEndObject();
        });
  }
}
