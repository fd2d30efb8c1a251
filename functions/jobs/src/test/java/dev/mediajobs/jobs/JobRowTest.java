package dev.mediajobs.jobs;

import static dev.mediajobs.jobs.Samples.NOW;
import static dev.mediajobs.jobs.Samples.RESULT;
import static dev.mediajobs.jobs.Samples.pending;
import static dev.mediajobs.jobs.Samples.running;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class JobRowTest {

  @ParameterizedTest
  @MethodSource("jobs")
  void aRowHoldsEverythingOfItsJob(Job job) {
    assertThat(JobRow.toJob(JobRow.of(job))).isEqualTo(job);
  }

  static List<Job> jobs() {
    Job everythingSet =
        Job.submitted(
                JobId.random(),
                new Source("k", "\u202e\"quoted\"\n😀.mp4", 5, Optional.of("ab".repeat(32))),
                new SubtitleSettings(
                    Optional.of("de-DE"),
                    true,
                    OptionalInt.of(3),
                    OptionalInt.of(2),
                    OptionalInt.of(4),
                    true),
                NOW)
            .askedForBy("JKJaXmPLvHcESHA=")
            .claimed("holder", NOW);
    return List.of(
        pending(),
        running(),
        everythingSet,
        running()
            .awaiting(
                Checkpoint.before("transcribe").knowing(Map.of("a", "b")), NOW, NOW.plusSeconds(1)),
        running().retried(Checkpoint.before("probe"), NOW),
        running().completed(RESULT, NOW),
        running().completed(RESULT, NOW).told(),
        running().failed(new Failure("code", "message"), NOW),
        cleaned(),
        spoken(),
        fromTheInbox());
  }

  @Test
  void invariant7AnEndedJobIsFoundByTheSweeperUntilPeopleWereTold() {
    Job ended = running().completed(RESULT, NOW);

    assertThat(JobRow.of(ended)).containsKey("lease_shard");
    assertThat(JobRow.of(ended.told())).doesNotContainKey("lease_shard");
    assertThat(JobRow.of(ended.told()).get("expires_at"))
        .isEqualTo(JobRow.of(ended).get("expires_at"));
  }

  @Test
  void aRowKeepsTheEndsThatNobodyWasToldOf() {
    Job failed = running().failed(new Failure("code", "message"), NOW);
    Attributes row = new Attributes(JobRow.of(failed.restarted(NOW)));
    assertThat(UntoldEnds.in(row.toMap())).isEmpty();

    row.maps(UntoldEnds.ATTRIBUTE, List.of(JobRow.of(failed)));

    assertThat(UntoldEnds.in(row.toMap())).containsExactly(failed);
    assertThat(JobRow.toJob(row.toMap())).isEqualTo(failed.restarted(NOW));
  }

  private static Job cleaned() {
    Job owned =
        Job.submitted(
                JobId.random(),
                Origin.EDITOR,
                Optional.of(new Owner("alice|😀#")),
                Source.ofAsset(
                    new ProjectAsset(UUID.randomUUID(), UUID.randomUUID()), "k", "talk.wav", 5),
                new NoiseRemovalSettings(true),
                NOW)
            .claimed("holder", NOW);
    return owned.completed(
        new CleanedResult(
            "7d/jobs/x/2/",
            new ResultFile("audio.mp3", "audio/mpeg", 5),
            Optional.of(new ResultFile("video.mp4", "video/mp4", 7)),
            Duration.ofMillis(1234),
            new CleanedResult.Levels(-31.25, -52),
            List.of("There was no noise."),
            Optional.of(NOW)),
        NOW);
  }

  private static Job fromTheInbox() {
    return Job.submitted(
        JobId.following("inbox/talk.mp4"),
        Origin.INBOX,
        Optional.empty(),
        Source.ofInbox(
            new InboxObject("inbox/März +1/talk.mp4", "0123-4", "0055AED6"),
            "7d/jobs/x/source",
            "talk.mp4",
            5),
        SubtitleSettings.DEFAULT,
        NOW);
  }

  private static Job spoken() {
    return Job.submitted(
            JobId.random(),
            Origin.SPEECH,
            Optional.of(new Owner("bob")),
            new Source("30d/scripts/s", "script.json", 5, Optional.empty()),
            new SpeechSettings(JobType.MULTI_ROLE_TTS, "polly"),
            NOW)
        .claimed("holder", NOW)
        .completed(
            new SpeechResult(
                "30d/jobs/x/2/",
                new ResultFile("speech", "audio/wav", 5),
                new ResultFile("timings.json", "application/json", 6),
                List.of(new ResultFile("subtitles.srt", "application/x-subrip", 7)),
                Duration.ofMillis(1234),
                Duration.ofMillis(99),
                10,
                List.of("slowly"),
                Optional.empty()),
            NOW);
  }

  @ParameterizedTest
  @EnumSource(Origin.class)
  void eachContractKeepsItsJobsForItsTime(Origin origin) {
    Instant end = NOW.plusSeconds(60);
    Job running =
        Job.submitted(
                JobId.random(),
                origin,
                Optional.empty(),
                new Source("k", "a.mp4", 5, Optional.empty()),
                SubtitleSettings.DEFAULT,
                NOW)
            .claimed("holder", NOW);
    Instant gone =
        switch (origin) {
          case CANONICAL, EDITOR, INBOX -> NOW.plus(Duration.ofDays(7));
          case SPEECH -> end.plus(Duration.ofDays(30));
          case POLLING -> end.plus(Duration.ofHours(1));
        };

    Job failed = running.failed(Failures.UNEXPECTED, end);

    assertThat(failed.isExpiredAt(gone.minusMillis(1))).isFalse();
    assertThat(failed.isExpiredAt(gone)).isTrue();
    assertThat(running.isExpiredAt(NOW.plus(Duration.ofDays(6)))).isFalse();
  }

  @Test
  void invariant6OnlyAnEndedJobIsDeletedByItsAge() {
    assertThat(JobRow.of(running())).doesNotContainKey("expires_at");
    assertThat(JobRow.of(running().completed(RESULT, NOW)))
        .containsEntry(
            "expires_at",
            AttributeValue.fromN(Long.toString(NOW.plusSeconds(604_800).getEpochSecond())));
  }
}
