package dev.mediajobs.api.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubtitleJobJsonTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final Job SUBMITTED =
      Job.submitted(
          new JobId(UUID.fromString("6f1c1a52-6b0e-4c8e-9d5c-2f7a0c1b3e44")),
          new Source("k", "a \"b\".mp4", 7, Optional.empty()),
          SubtitleSettings.DEFAULT,
          NOON);

  private static final Job CLAIMED = SUBMITTED.claimed("w", NOON.plusNanos(1_234_567_890));

  @Test
  void aPendingJobHasEveryFieldAndNullWhereNothingIsKnown() {
    assertThat(spelled(SUBMITTED, Map.of()))
        .isEqualTo(
            """
            {"job_id":"6f1c1a52-6b0e-4c8e-9d5c-2f7a0c1b3e44","access_token":"token","status":"pending",\
            "filename":"a \\"b\\".mp4","file_size_bytes":7,"progress":0,"progress_stage":null,\
            "progress_message":null,"error_code":null,"error_message":null,"retry_count":0,\
            "estimated_remaining_seconds":90,"result":null,"result_json":null,"result_srt":null,\
            "result_vtt":null,"created_at":"2026-11-20T12:00:00Z","started_at":null,\
            "completed_at":null,"cached":false,"cached_at":null}""");
  }

  @Test
  void aRunningJobShowsStageAndTimeLeft() {
    Job running = CLAIMED.reporting(Progress.at(Stage.TRANSCRIBING), NOON.plusSeconds(2));

    assertThat(spelled(running, Map.of()))
        .contains("\"status\":\"processing\"")
        .contains("\"progress\":50,\"progress_stage\":\"transcribing\"")
        .contains("\"progress_message\":\"Transcribing audio...\"")
        .contains("\"estimated_remaining_seconds\":45")
        .contains("\"started_at\":\"2026-11-20T12:00:01.234Z\"");
  }

  @Test
  void aCompletedJobShowsItsResultAndWhereItsFilesAre() {
    assertThat(spelled(completed(List.of()), Map.of()))
        .contains("\"status\":\"completed\"")
        .contains("\"progress\":100,\"progress_stage\":\"complete\"")
        .contains("\"estimated_remaining_seconds\":null")
        .contains(
            """
            "result":{"language":"en-US","duration_seconds":61.5,"cue_count":3,"word_count":9,\
            "speaker_count":2,"notes":[],"no_speech":false,"formats":{\
            "srt":{"url":"/api/jobs/6f1c1a52-6b0e-4c8e-9d5c-2f7a0c1b3e44/download/srt","size_bytes":10},\
            "vtt":{"url":"/api/jobs/6f1c1a52-6b0e-4c8e-9d5c-2f7a0c1b3e44/download/vtt","size_bytes":20},\
            "json":{"url":"/api/jobs/6f1c1a52-6b0e-4c8e-9d5c-2f7a0c1b3e44/download/json","size_bytes":30}}}""")
        .contains("\"result_json\":null,\"result_srt\":null,\"result_vtt\":null");
  }

  @Test
  void smallFilesArePartOfTheAnswer() {
    Map<Format, String> inline =
        Map.of(Format.JSON, "{\"words\":[]}", Format.SRT, "1\n\"x\"", Format.VTT, "WEBVTT");

    assertThat(spelled(completed(List.of()), inline))
        .contains("\"result_json\":{\"words\":[]},\"result_srt\":\"1\\n\\\"x\\\"\"")
        .contains("\"result_vtt\":\"WEBVTT\"");
  }

  @Test
  void silenceIsSaid() {
    assertThat(spelled(completed(List.of(SubtitleResult.NO_SPEECH)), Map.of()))
        .contains("\"notes\":[\"no speech\"],\"no_speech\":true");
  }

  @Test
  void aFailedJobSaysWhyAndStaysWhereItWas() {
    Job failed =
        CLAIMED
            .reporting(Progress.at(Stage.EXTRACTING), NOON.plusSeconds(2))
            .failed(new Failure("no_audio", "The video has no sound."), NOON.plusSeconds(3));

    assertThat(spelled(failed, Map.of()))
        .contains("\"status\":\"failed\"")
        .contains("\"progress\":30")
        .contains("\"error_code\":\"no_audio\",\"error_message\":\"The video has no sound.\"")
        .contains("\"estimated_remaining_seconds\":null")
        .contains("\"completed_at\":\"2026-11-20T12:00:03Z\"");
  }

  private static Job completed(List<String> notes) {
    return CLAIMED.completed(
        new SubtitleResult(
            "p/",
            Map.of(Format.SRT, 10L, Format.VTT, 20L, Format.JSON, 30L),
            Optional.of("en-US"),
            Duration.ofMillis(61_500),
            3,
            9,
            2,
            notes),
        NOON.plusSeconds(9));
  }

  private static String spelled(Job job, Map<Format, String> inline) {
    return Json.text(json -> SubtitleJobJson.write(job, "token", job.progress(), inline, json));
  }
}
