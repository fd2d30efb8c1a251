package dev.mediajobs.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Checkpoint;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobEventsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Instant WRITTEN = NOW.plusSeconds(61);

  private final Job pending =
      Job.submitted(
          new JobId(UUID.fromString("11111111-2222-4333-8444-555555555555")),
          new Source("7d/uploads/x/source", "talk.mp4", 1234, Optional.empty()),
          SubtitleSettings.DEFAULT,
          NOW);
  private final Job running = pending.claimed("holder", NOW);
  private final Job failed = running.failed(new Failure("no_audio", "It has no sound."), LATER);

  @Test
  void aHeartbeatIsNoEvent() {
    assertThat(between(running, running.alive(LATER))).isEmpty();
    assertThat(between(running, running.reporting(Progress.at(Stage.DOWNLOADING), LATER)))
        .isPresent();
  }

  @Test
  void aCheckpointOrAPushedLeaseIsNoEvent() {
    assertThat(between(running, running.advanced(Checkpoint.before("extract"), LATER))).isEmpty();
    assertThat(between(pending, pending.waitingOn(LATER))).isEmpty();
  }

  @Test
  void whatAPersonSeesIsProgress() {
    assertThat(type(JobEvents.of(Optional.empty(), pending, WRITTEN))).contains(EventType.PROGRESS);
    assertThat(type(between(pending, running))).contains(EventType.PROGRESS);
    assertThat(type(between(failed, failed.restarted(LATER)))).contains(EventType.PROGRESS);
    assertThat(type(between(running, running.handedOver(LATER)))).contains(EventType.PROGRESS);
  }

  @Test
  void aJobThatWaitsToBeTriedAgainIsRecovered() {
    Job retried = running.retried(running.checkpoint(), LATER);

    assertThat(type(between(running, retried))).contains(EventType.RECOVERED);
  }

  @Test
  void everyEndIsAnEventOfItsOwn() {
    assertThat(type(between(running, running.completed(result(), LATER))))
        .contains(EventType.COMPLETED);
    assertThat(type(between(running, failed))).contains(EventType.FAILED);
    assertThat(type(between(pending, pending.cancelled(LATER)))).contains(EventType.CANCELLED);
  }

  @Test
  void aJobThatIsBornCompletedIsCompleted() {
    Job born = pending.bornCompleted(result(), NOW);

    assertThat(type(JobEvents.of(Optional.empty(), born, WRITTEN))).contains(EventType.COMPLETED);
  }

  @Test
  void anEndThatNobodyWasToldOfIsTheSameEventAgain() {
    Optional<JobEvent> first = between(running, failed);
    Optional<JobEvent> again = between(failed, failed.waitingOn(LATER.plusSeconds(900)));

    assertThat(again.map(JobEvent::id)).isEqualTo(first.map(JobEvent::id)).isPresent();
    assertThat(again.map(JobEvent::time)).isEqualTo(first.map(JobEvent::time)).contains(LATER);
  }

  @Test
  void aShareLinkThatIsTakenBackIsNoEvent() {
    assertThat(between(failed, failed.unshared())).isEmpty();
  }

  @Test
  void noTwoEventsOfAJobHaveTheSameId() {
    Job restarted = failed.restarted(LATER);
    Job half = running.reporting(Progress.within(Stage.DOWNLOADING, 0.5), LATER);
    List<String> ids =
        Stream.of(
                JobEvents.of(Optional.empty(), pending, WRITTEN),
                between(pending, running),
                between(running, half),
                between(running, running.retried(running.checkpoint(), LATER)),
                between(running, failed),
                between(failed, restarted),
                between(
                    restarted,
                    restarted.failed(new Failure("expired", "Its time is over."), LATER)),
                Optional.of(JobEvents.ofGone(failed, WRITTEN)))
            .flatMap(Optional::stream)
            .map(JobEvent::id)
            .toList();

    assertThat(ids)
        .hasSize(8)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("evt_[0-9a-f]{32}"));
  }

  @Test
  void anEventIsWrittenWithItsJobAndNothingThatOpensIt() {
    JobEvent event = between(running, failed).orElseThrow();

    assertThat(Json.text(event::write))
        .isEqualTo(
            """
            {"type":"job.failed","id":"%s","time":"2026-03-01T12:01:00Z","job":\
            {"job_id":"11111111-2222-4333-8444-555555555555","type":"subtitle-generation",\
            "status":"failed","filename":"talk.mp4","progress":0,"progress_stage":null,\
            "progress_message":null,"error_code":"no_audio","error_message":"It has no sound.",\
            "attempt":1,"retry_count":0,"created_at":"2026-03-01T12:00:00Z",\
            "started_at":"2026-03-01T12:00:00Z","completed_at":"2026-03-01T12:01:00Z",\
            "expires_at":"2026-03-08T12:00:00Z","cached":false,"cached_at":null}}"""
                .formatted(event.id()));
  }

  private static Optional<JobEvent> between(Job before, Job after) {
    return JobEvents.of(Optional.of(before), after, WRITTEN);
  }

  private static Optional<EventType> type(Optional<JobEvent> event) {
    return event.map(JobEvent::type);
  }

  private static SubtitleResult result() {
    return new SubtitleResult(
        "7d/jobs/x/1/",
        Map.of(Format.SRT, 1L, Format.VTT, 1L, Format.JSON, 1L),
        Optional.empty(),
        Duration.ofSeconds(1),
        0,
        0,
        0,
        List.of());
  }
}
