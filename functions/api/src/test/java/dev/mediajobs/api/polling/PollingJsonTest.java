package dev.mediajobs.api.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollingJsonTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String UPLOAD = "0123456789abcdef0123456789abcdef";

  private static final Job QUEUED =
      Job.submitted(
              JobId.random(),
              Origin.POLLING,
              Optional.empty(),
              new Source("7d/uploads/" + UPLOAD + "/source", "a.mp4", 7, Optional.empty()),
              new SubtitleSettings(
                  Optional.of("de-DE"),
                  true,
                  OptionalInt.empty(),
                  OptionalInt.empty(),
                  OptionalInt.empty(),
                  false),
              NOON)
          .askedForBy("request-7");

  private static final Job CLAIMED = QUEUED.claimed("w", NOON.plusMillis(1_500));

  @Test
  void aNewJobHasEveryFieldOfTheModelAndNullWhereNothingIsKnown() {
    assertThat(spelled(QUEUED, NOON))
        .isEqualTo(
            """
            {"jobId":"token","id":"token","requestId":"request-7","status":"queued","stage":"queued",\
            "progress":5,"message":"Waiting for its turn.","createdAt":"2026-11-20T12:00:00Z",\
            "updatedAt":"2026-11-20T12:00:00Z","provider":"transcribe","targetLanguage":"de-DE",\
            "fileId":"0123456789abcdef0123456789abcdef",\
            "filePath":"7d/uploads/0123456789abcdef0123456789abcdef/source",\
            "error":null,"errorCode":null,"result":null}""");
  }

  @ParameterizedTest
  @CsvSource({
    "DOWNLOADING, upload_received, 15",
    "EXTRACTING, preparing, 30",
    "TRANSCRIBING, calling_provider, 70",
    "DIARIZING, processing_result, 90",
    "GENERATING, processing_result, 90"
  })
  void eachStageHasItsFixedPercentage(Stage stage, String spelling, int percent) {
    Job running = CLAIMED.reporting(Progress.within(stage, 0.9), NOON.plusSeconds(2));

    assertThat(spelled(running, NOON.plusSeconds(3)))
        .contains("\"status\":\"running\",\"stage\":\"%s\"".formatted(spelling))
        .contains("\"progress\":%d,".formatted(percent))
        .contains("\"updatedAt\":\"2026-11-20T12:00:02Z\"");
  }

  @Test
  void aClaimedJobHasReceivedItsUpload() {
    assertThat(spelled(CLAIMED, NOON.plusSeconds(2)))
        .contains("\"status\":\"running\",\"stage\":\"upload_received\",\"progress\":15")
        .contains("\"updatedAt\":\"2026-11-20T12:00:01.500Z\"");
  }

  @Test
  void theNumbersStayFixedWhileTheProviderIsAtWork() {
    Job awaiting =
        CLAIMED
            .reporting(Progress.at(Stage.TRANSCRIBING), NOON.plusSeconds(2))
            .awaiting(Checkpoint.before("cues"), NOON.plusSeconds(3), NOON.plusSeconds(600));

    assertThat(spelled(awaiting, NOON.plus(Duration.ofHours(1))))
        .contains("\"stage\":\"calling_provider\",\"progress\":70")
        .contains("\"updatedAt\":\"2026-11-20T12:00:03Z\"");
  }

  @Test
  void aJobThatIsTriedAgainGoesBackNeitherInStatusNorInStageNorInTime() {
    Job working = CLAIMED.reporting(Progress.at(Stage.TRANSCRIBING), NOON.plusSeconds(2));
    Job retried = working.retried(working.checkpoint(), NOON.plusSeconds(40));
    Job claimed = retried.claimed("x", NOON.plusSeconds(41));
    Job again = claimed.reporting(Progress.at(Stage.DOWNLOADING), NOON.plusSeconds(42));

    assertThat(spelled(retried, NOON.plusSeconds(3)))
        .contains("\"status\":\"running\",\"stage\":\"calling_provider\",\"progress\":70")
        .contains("\"message\":\"Auto-retry attempt 1/3\"")
        .contains("\"updatedAt\":\"2026-11-20T12:00:03Z\"");
    assertThat(spelled(claimed, NOON.plusSeconds(41))).contains("\"progress\":70");
    assertThat(spelled(again, NOON.plusSeconds(42)))
        .contains("\"stage\":\"calling_provider\",\"progress\":70");
  }

  @Test
  void aFailedJobKeepsItsLastProgressAndSaysWhy() {
    Job failed =
        CLAIMED
            .reporting(Progress.at(Stage.EXTRACTING), NOON.plusSeconds(2))
            .failed(new Failure("no_audio", "The video has no sound."), NOON.plusSeconds(3));

    assertThat(spelled(failed, NOON.plusSeconds(9)))
        .contains("\"status\":\"failed\",\"stage\":\"failed\",\"progress\":30")
        .contains("\"message\":\"The video has no sound.\"")
        .contains("\"error\":\"The video has no sound.\",\"errorCode\":\"no_audio\"")
        .contains("\"updatedAt\":\"2026-11-20T12:00:03Z\"");
  }

  @Test
  void aJobThatFailsBeforeItBeganKeepsTheFirstNumber() {
    Job failed = QUEUED.failed(new Failure("expired", "Too late."), NOON.plusSeconds(3));

    assertThat(spelled(failed, NOON.plusSeconds(9)))
        .contains("\"stage\":\"failed\",\"progress\":5,");
  }

  @Test
  void aProblemIsSpelledLikeTheErrorOfAJob() {
    Answer answer = PollingJson.of(Problem.unavailable(Duration.ofSeconds(5)));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "5");
    assertThat(answer.body())
        .startsWith("{\"error\":\"The service is busy")
        .contains("\"errorCode\":\"unavailable\",\"message\":\"The service is busy");
  }

  @Test
  void segmentsAreReadOutOfTheJsonResult() {
    assertThat(
            Segment.of(
                """
                {"language":"en-US","speakers":[{"id":"spk_0","segments":[1]}],"segments":[
                {"id":1,"start":0.520,"end":2.910,"text":"Hi \\"you\\"","lines":["x"],"speaker":"spk_0",
                "words":[{"start":9,"end":9,"text":"y","speaker":"spk_1"}]},
                {"id":2,"start":3.000,"end":4.000,"text":"世界","speaker":null}]}"""))
        .extracting(Segment::toString)
        .containsExactly(
            "Segment[start=0.520, end=2.910, text=Hi \"you\", speaker=Optional[spk_0]]",
            "Segment[start=3.000, end=4.000, text=世界, speaker=Optional.empty]");
  }

  private static String spelled(Job job, Instant now) {
    return Json.text(json -> PollingJson.write(job, "token", Optional.empty(), now, json));
  }
}
