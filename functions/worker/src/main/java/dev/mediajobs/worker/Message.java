package dev.mediajobs.worker;

import dev.mediajobs.jobs.JobId;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.worker.subtitling.TranscriptionName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What a message of the job queue says. */
sealed interface Message {

  /**
   * A job is due.
   *
   * @param job which
   * @param fence as of when; if the row has moved on, the message is void
   * @param lease the end of the lease that the row had when the message was sent, if it says so
   */
  record Due(JobId job, long fence, Optional<Instant> lease) implements Message {}

  /**
   * Amazon Transcribe has finished, one way or the other.
   *
   * @param name with which transcription
   */
  record TranscriptionEnded(TranscriptionName name) implements Message {}

  /**
   * The file of an asset has arrived.
   *
   * @param asset which
   */
  record AssetArrived(UUID asset) implements Message {}

  /**
   * Nothing that this queue is for.
   *
   * @param problem what is wrong with it
   */
  record Foreign(String problem) implements Message {}

  /**
   * Reads the body of a message.
   *
   * @param transcribePrefix what the names of this stack's transcriptions begin with
   */
  static Message of(String body, String transcribePrefix) {
    try {
      JsonObject json = Json.object(body);
      if (json.string("source").equals(Optional.of("aws.transcribe"))) {
        return stateChange(json, transcribePrefix);
      }
      Optional<String> asset = json.string("asset_id");
      if (asset.isPresent()) {
        return JobId.parse(asset.get())
            .<Message>map(id -> new AssetArrived(id.value()))
            .orElse(new Foreign("asset_id is no UUID"));
      }
      String id = json.requiredString("job_id");
      long fence = json.requiredWholeNumber("fence", 1, Long.MAX_VALUE);
      OptionalLong until = json.wholeNumber("lease_until", 0, Long.MAX_VALUE);
      Optional<Instant> lease =
          until.isPresent()
              ? Optional.of(Instant.ofEpochMilli(until.getAsLong()))
              : Optional.empty();
      return JobId.parse(id)
          .<Message>map(job -> new Due(job, fence, lease))
          .orElse(new Foreign("job_id is no UUID"));
    } catch (JsonException e) {
      return new Foreign(e.getMessage());
    }
  }

  private static Message stateChange(JsonObject event, String transcribePrefix)
      throws JsonException {
    Optional<JsonObject> detail = event.object("detail");
    if (detail.isEmpty()) {
      return new Foreign("detail is missing");
    }
    String name = detail.get().requiredString("TranscriptionJobName");
    return TranscriptionName.parse(transcribePrefix, name)
        .<Message>map(TranscriptionEnded::new)
        .orElse(new Foreign("no transcription of this stack"));
  }
}
