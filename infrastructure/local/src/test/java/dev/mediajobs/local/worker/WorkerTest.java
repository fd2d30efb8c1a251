package dev.mediajobs.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.Lease;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.Tries;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerTest {

  private Workbench bench;
  private byte[] video;

  @BeforeAll
  void start() throws Exception {
    bench = Workbench.start();
    video = Recordings.video("3");
  }

  /** All tests hand in the same recording, and none is to get the copy of another's result. */
  @BeforeEach
  void forgetOriginals() {
    bench.clock.pass(Origin.CANONICAL.retention());
  }

  @AfterAll
  void stop() {
    bench.close();
  }

  @Test
  void aRecordingBecomesSubtitlesWhenTranscribeHasNews() {
    Job job = bench.submitted(video);
    bench.deliver(job);

    Job awaiting = bench.row(job);
    assertThat(awaiting.isAwaiting()).isTrue();
    assertThat(awaiting.progress().orElseThrow().stage()).isEqualTo(Stage.TRANSCRIBING);
    assertThat(awaiting.hold().holder()).isEmpty();

    bench.deliver(bench.news());

    Job completed = bench.row(job);
    assertThat(completed.status()).isEqualTo(JobStatus.COMPLETED);
    SubtitleResult result = completed.result(SubtitleResult.class).orElseThrow();
    assertThat(result.language()).contains("en-US");
    assertThat(result.notes()).isEmpty();
    assertThat(bench.text(result.key(Format.SRT))).containsIgnoringCase("good morning everybody");
    assertThat(bench.text(result.key(Format.VTT))).startsWith("WEBVTT");
    assertThat(bench.text(result.key(Format.JSON))).startsWith("{").contains("\"confidence\"");
    assertThat(completed.hold().lease().kind()).isIn(Lease.Kind.TOLD_BY, Lease.Kind.TOLD);
  }

  @Test
  void whatCancelsItselfOutInOneChannelIsHeardNevertheless() throws Exception {
    Job job = bench.submitted(Recordings.mirroredTone("3"));
    bench.deliver(job);
    bench.deliver(bench.news());

    SubtitleResult result = bench.row(job).result(SubtitleResult.class).orElseThrow();
    assertThat(result.notes()).isEmpty();
    assertThat(bench.text(result.key(Format.SRT))).containsIgnoringCase("good morning everybody");
  }

  @Test
  void invariant4ATranscriptionThatExistsIsAdoptedNotBoughtAgain() {
    Job job = bench.submitted(video);
    bench.deliver(job);
    Job awaiting = bench.row(job);
    // A worker that fell silent between the write of the row and the answer of Transcribe leaves
    // just this.
    bench.deliver(awaiting);
    bench.deliver(bench.row(job));
    String news = bench.news();
    bench.deliver(news);
    bench.deliver(news);

    assertThat(bench.row(job).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(transcriptionsOf(job)).isEqualTo(1);
  }

  @Test
  void aTranscriptionThatWasNeverStartedIsStartedWhenItIsAskedFor() {
    Job job = bench.submitted(video);
    bench.deliver(job);
    bench.news();
    Job awaiting = bench.row(job);
    bench.transcribe.deleteTranscriptionJob(
        delete ->
            delete.transcriptionJobName(awaiting.checkpoint().fact("transcription").orElseThrow()));

    bench.deliver(awaiting);
    bench.deliver(bench.news());

    assertThat(bench.row(job).status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void aMessageOfAnEarlierLeaseAsksNobody() {
    Job job = bench.submitted(video);
    bench.deliver(job);
    bench.news();
    Job awaiting = bench.row(job);
    Job further = awaiting.awaitingFurther(awaiting.hold().lease().until().plusSeconds(600));
    assertThat(bench.store.move(awaiting, further)).isTrue();
    int delayed = bench.delayedMessages();

    bench.deliver(Workbench.dueAtLease(awaiting));
    assertThat(bench.row(job)).isEqualTo(further);
    assertThat(bench.delayedMessages()).isEqualTo(delayed);

    bench.deliver(Workbench.dueAtLease(further));
    assertThat(bench.row(job).status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void anEventThatIsLostIsMadeUpForByAsking() {
    Job job = bench.submitted(video);
    bench.deliver(job);
    bench.news();

    bench.deliver(bench.row(job));

    assertThat(bench.row(job).status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void invariant2AMessageWithAnOldFenceChangesNothing() {
    Job job = bench.submitted(video);
    bench.deliver(job);
    String news = bench.news();
    bench.deliver(news);
    Job completed = bench.row(job);

    assertThat(bench.deliver(Workbench.due(job), news).getBatchItemFailures()).isEmpty();

    assertThat(bench.row(job).told()).isEqualTo(completed.told());
  }

  @Test
  void invariant3FilesOfAnotherHolderNeverShow() {
    Job job = bench.submitted(video);
    Job silent = job.claimed("a worker that wrote files and fell silent", bench.clock.instant());
    assertThat(bench.store.move(job, silent)).isTrue();
    String losing = MediaStore.prefixOf(silent);
    bench.writeFiles(losing, "half a sentence");

    bench.clock.pass(Job.RUNNING_LEASE);
    bench.deliver(silent);
    bench.deliver(bench.news());
    bench.writeFiles(losing, "the other half, too late");

    Job completed = bench.row(job);
    SubtitleResult result = completed.result(SubtitleResult.class).orElseThrow();
    assertThat(result.prefix()).isEqualTo(MediaStore.prefixOf(completed)).isNotEqualTo(losing);
    for (Format format : Format.values()) {
      assertThat(bench.keysOf(job)).contains(SubtitleResult.key(losing, format));
      assertThat(bench.text(result.key(format)))
          .hasSize(result.sizes().getOrDefault(format, 0L).intValue())
          .containsIgnoringCase("good morning everybody");
    }
    assertThat(bench.store.move(silent, silent.completed(result, bench.clock.instant()))).isFalse();
    assertThat(bench.row(job).told()).isEqualTo(completed.told());
  }

  @Test
  void aJobWhoseWorkerFellSilentIsTakenUpWhereItWas() {
    Job job = bench.submitted(video);
    Job held = job.claimed("a worker that is gone", bench.clock.instant());
    assertThat(bench.store.move(job, held)).isTrue();

    bench.deliver(held);
    assertThat(bench.row(job)).isEqualTo(held);

    bench.clock.pass(Duration.ofSeconds(91));
    bench.deliver(held);
    bench.deliver(bench.news());

    Job completed = bench.row(job);
    assertThat(completed.status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(completed.tries().attempt()).isEqualTo(2);
    assertThat(completed.tries().retryCount()).isEqualTo(1);
  }

  @Test
  void workThatBreaksOffIsTakenUpAgainWhenItsLeaseIsOverAndFailsAfterThreeRetries() {
    Job job = bench.submitted(video);
    Job held = job.claimed("a newer version", bench.clock.instant());
    Job strange =
        held.advanced(Checkpoint.before("a step of a newer version"), bench.clock.instant())
            .handedOver(bench.clock.instant());
    assertThat(bench.store.move(job, held)).isTrue();
    assertThat(bench.store.move(held, strange)).isTrue();

    for (int attempt = 0; attempt < 4; attempt++) {
      Job before = bench.row(job);
      int delayed = bench.delayedMessages();
      assertThat(bench.deliver(Workbench.due(before)).getBatchItemFailures()).isEmpty();
      assertThat(bench.row(job).hold().fence()).isGreaterThan(before.hold().fence());
      assertThat(bench.delayedMessages()).isEqualTo(delayed + 1);
      bench.clock.pass(Duration.ofSeconds(100));
    }
    bench.deliver(bench.row(job));

    assertThat(bench.row(job).failure().orElseThrow().code()).isEqualTo("unexpected_error");
  }

  @Test
  void aJobThatAwaitsNobodyKnowsWhatIsTakenUpAgain() {
    Job job = bench.submitted(video);
    Instant now = bench.clock.instant();
    Job held = job.claimed("an odd worker", now);
    Job awaiting = held.awaiting(held.checkpoint(), now, now.plusSeconds(600));
    assertThat(bench.store.move(job, held)).isTrue();
    assertThat(bench.store.move(held, awaiting)).isTrue();

    assertThat(bench.deliver(Workbench.due(awaiting)).getBatchItemFailures()).isEmpty();
    bench.clock.pass(Duration.ofSeconds(100));
    bench.deliver(bench.row(job));
    bench.deliver(bench.news());

    assertThat(bench.row(job).status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void invariant2AWorkerThatLostItsLeaseChangesNothing() {
    Job job = bench.submitted(video);
    Job old = job.claimed("old", bench.clock.instant());
    bench.store.move(job, old);
    Job recovered = old.retried(old.checkpoint(), bench.clock.instant());
    bench.store.move(old, recovered);

    assertThat(bench.store.move(old, old.alive(bench.clock.instant().plusSeconds(1)))).isFalse();
    assertThat(bench.store.move(old, old.handedOver(bench.clock.instant()))).isFalse();
    assertThat(bench.row(job)).isEqualTo(recovered);
  }

  @Test
  void aMoveWhoseAnswerWasLostIsKnownForOnesOwn() {
    Job job = bench.submitted(video);
    Job mine = job.claimed("me", bench.clock.instant());
    Job theirs = job.claimed("somebody else", bench.clock.instant());

    assertThat(bench.store.move(job, mine)).isTrue();
    assertThat(bench.store.move(job, mine)).isTrue();
    assertThat(bench.store.move(job, theirs)).isFalse();
  }

  @Test
  void aWorkerWithoutTimeHandsTheJobOverAndGivesUpAfterThree() {
    Job job = bench.submitted(video);
    for (int handovers = 1; handovers <= Tries.MOST_HANDOVERS; handovers++) {
      bench.deliverWithin(Duration.ofSeconds(30), Workbench.due(bench.row(job)));

      Job handedOver = bench.row(job);
      assertThat(handedOver.status()).isEqualTo(JobStatus.PENDING);
      assertThat(handedOver.hold().holder()).isEmpty();
      assertThat(handedOver.tries()).isEqualTo(new Tries(handovers, 0, handovers));
    }
    bench.deliverWithin(Duration.ofSeconds(30), Workbench.due(bench.row(job)));

    Job failed = bench.row(job);
    assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
    assertThat(failed.failure().orElseThrow().code()).isEqualTo("timed_out");
  }

  @Test
  void soundThatBeginsLateMakesCuesThatBeginLate() throws Exception {
    Job job = bench.submitted(Recordings.lateSound("2.5"));
    bench.deliver(job);
    bench.deliver(bench.news());

    String srt =
        bench.text(bench.row(job).result(SubtitleResult.class).orElseThrow().key(Format.SRT));
    assertThat(srt).contains("00:00:02,5");
  }

  private long transcriptionsOf(Job job) {
    return bench
        .transcribe
        .listTranscriptionJobs(list -> list.jobNameContains(job.id().toString()))
        .transcriptionJobSummaries()
        .size();
  }
}
