package dev.mediajobs.local.transcribe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The form in which a job outlives a restart. */
final class JobFile {

  private JobFile() {}

  static byte[] write(TranscriptionJob job) {
    ObjectNode file = Json.object();
    file.set("request", job.request().body());
    file.put("creation", job.creation().toString());
    ObjectNode state = file.putObject("state").put("status", job.state().status());
    switch (job.state()) {
      case JobState.Queued _ -> {}
      case JobState.InProgress(Instant start) -> state.put("start", start.toString());
      case JobState.Completed done ->
          state
              .put("start", done.start().toString())
              .put("completion", done.completion().toString())
              .put("language", done.language())
              .put("languageScore", done.languageScore())
              .put("mediaFormat", done.mediaFormat())
              .put("sampleRate", done.sampleRate());
      case JobState.Failed failed ->
          state
              .put("start", failed.start().toString())
              .put("completion", failed.completion().toString())
              .put("reason", failed.reason());
    }
    return Json.bytes(file);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws RuntimeException if it is anything else
   */
  static TranscriptionJob read(byte[] bytes) {
    ObjectNode file = Json.parse(bytes);
    JsonNode state = file.required("state");
    return new TranscriptionJob(
        TranscriptionRequest.parse((ObjectNode) file.required("request")),
        Instant.parse(file.required("creation").textValue()),
        switch (state.required("status").asText()) {
          case "QUEUED" -> new JobState.Queued();
          case "IN_PROGRESS" -> new JobState.InProgress(time(state, "start"));
          case "COMPLETED" ->
              new JobState.Completed(
                  time(state, "start"),
                  time(state, "completion"),
                  state.required("language").textValue(),
                  state.required("languageScore").doubleValue(),
                  state.required("mediaFormat").textValue(),
                  state.required("sampleRate").intValue());
          case "FAILED" ->
              new JobState.Failed(
                  time(state, "start"),
                  time(state, "completion"),
                  state.required("reason").textValue());
          case String other -> throw new IllegalArgumentException("No such job status: " + other);
        });
  }

  private static Instant time(JsonNode state, String field) {
    return Instant.parse(state.required(field).textValue());
  }
}
