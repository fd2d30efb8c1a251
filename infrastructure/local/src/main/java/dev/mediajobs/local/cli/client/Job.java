package dev.mediajobs.local.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * A job as the endpoint described it last.
 *
 * @param status where it stands
 * @param progress 0 to 100
 * @param stage the step it is at, once it has begun
 * @param remaining the estimated time until its end
 * @param errorCode a stable word for why it failed
 * @param errorMessage why it failed, for people
 * @param retryAfter when the endpoint suggests to ask again
 * @param answer everything that the endpoint said
 */
public record Job(
    JobStatus status,
    int progress,
    Optional<String> stage,
    Optional<Duration> remaining,
    Optional<String> errorCode,
    Optional<String> errorMessage,
    Optional<Duration> retryAfter,
    JsonNode answer) {

  static Job of(Answer answer, Optional<Duration> retryAfter) {
    JsonNode body = answer.body();
    String word = answer.text(body, "status");
    return new Job(
        JobStatus.of(word).orElseThrow(() -> answer.senseless("an unknown status")),
        body.path("progress").asInt(0),
        Answer.optionalText(body, "progress_stage"),
        remaining(body.path("estimated_remaining_seconds")),
        Answer.optionalText(body, "error_code"),
        Answer.optionalText(body, "error_message"),
        retryAfter,
        body);
  }

  /** The same of what an endpoint told by itself; empty when that makes no sense. */
  static Optional<Job> told(JsonNode body) {
    return JobStatus.of(body.path("status").asText())
        .map(
            status ->
                new Job(
                    status,
                    body.path("progress").asInt(0),
                    Answer.optionalText(body, "progress_stage"),
                    remaining(body.path("estimated_remaining_seconds")),
                    Answer.optionalText(body, "error_code"),
                    Answer.optionalText(body, "error_message"),
                    Optional.empty(),
                    body));
  }

  /** Whether a person would see no difference. */
  boolean looksLike(Job other) {
    return status == other.status && progress == other.progress && stage.equals(other.stage);
  }

  /** Whether it is completed, but nobody speaks in the recording. */
  public boolean noSpeech() {
    return answer.path("result").path("no_speech").asBoolean(false);
  }

  private static Optional<Duration> remaining(JsonNode seconds) {
    return seconds.isNumber() && seconds.asLong() >= 0
        ? Optional.of(Duration.ofSeconds(seconds.asLong()))
        : Optional.empty();
  }
}
