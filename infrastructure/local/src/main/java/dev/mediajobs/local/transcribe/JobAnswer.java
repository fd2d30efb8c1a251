package dev.mediajobs.local.transcribe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Jobs as the API describes them; times are seconds since 1970, as JSON 1.1 has it. */
record JobAnswer(String region) {

  private static final List<String> REPEATED =
      List.of(
          "Media",
          "Settings",
          "JobExecutionSettings",
          "LanguageCode",
          "IdentifyLanguage",
          "IdentifyMultipleLanguages",
          "LanguageOptions",
          "MediaFormat",
          "MediaSampleRateHertz",
          "Subtitles",
          "Tags");

  /** A TranscriptionJob of the API reference. */
  ObjectNode whole(TranscriptionJob job) {
    ObjectNode answer = Json.object();
    for (String field : REPEATED) {
      JsonNode value = job.request().body().path(field);
      if (!value.isMissingNode() && !value.isNull()) {
        answer.set(field, value);
      }
    }
    common(answer, job);
    if (job.state() instanceof JobState.Completed done) {
      answer.put("MediaFormat", done.mediaFormat()).put("MediaSampleRateHertz", done.sampleRate());
      answer.putObject("Transcript").put("TranscriptFileUri", job.request().output().https(region));
    }
    return answer;
  }

  /** A TranscriptionJobSummary of the API reference. */
  ObjectNode summary(TranscriptionJob job) {
    ObjectNode answer = Json.object();
    common(answer, job);
    answer.put("OutputLocationType", "CUSTOMER_BUCKET");
    if (job.request().language() instanceof LanguageChoice.Given(String code)) {
      answer.put("LanguageCode", code);
    }
    return answer;
  }

  private static void common(ObjectNode answer, TranscriptionJob job) {
    answer.put("TranscriptionJobName", job.name());
    answer.put("TranscriptionJobStatus", job.state().status());
    answer.put("CreationTime", seconds(job.creation()));
    switch (job.state()) {
      case JobState.Queued _ -> {}
      case JobState.InProgress(Instant start) -> answer.put("StartTime", seconds(start));
      case JobState.Completed done -> {
        answer.put("StartTime", seconds(done.start()));
        answer.put("CompletionTime", seconds(done.completion()));
        language(answer, job, done);
      }
      case JobState.Failed failed -> {
        answer.put("StartTime", seconds(failed.start()));
        answer.put("CompletionTime", seconds(failed.completion()));
        answer.put("FailureReason", failed.reason());
      }
    }
  }

  private static void language(ObjectNode answer, TranscriptionJob job, JobState.Completed done) {
    if (job.request().language()
        instanceof LanguageChoice.Identified(List<String> _, boolean several)) {
      answer.put("IdentifiedLanguageScore", done.languageScore());
      if (several) {
        answer.putArray("LanguageCodes").addObject().put("LanguageCode", done.language());
      } else {
        answer.put("LanguageCode", done.language());
      }
    }
  }

  private static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }
}
