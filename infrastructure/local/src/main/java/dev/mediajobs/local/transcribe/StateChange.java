package dev.mediajobs.local.transcribe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.template.Template;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The event that tells that a job has ended.
 *
 * @see <a href="https://docs.aws.amazon.com/transcribe/latest/dg/monitoring-events.html">Monitoring
 *     Amazon Transcribe with EventBridge</a>
 */
final class StateChange {

  private StateChange() {}

  static String event(TranscriptionJob job, Instant time, String region) {
    ObjectNode event = Json.object();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Transcribe Job State Change");
    event.put("source", "aws.transcribe");
    event.put("account", Template.ACCOUNT);
    event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", region);
    event.putArray("resources");
    ObjectNode detail = event.putObject("detail");
    detail.put("TranscriptionJobName", job.name());
    detail.put("TranscriptionJobStatus", job.state().status());
    if (job.state() instanceof JobState.Failed failed) {
      detail.put("FailureReason", failed.reason());
    }
    return new String(Json.bytes(event), StandardCharsets.UTF_8);
  }
}
