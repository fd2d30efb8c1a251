package dev.mediajobs.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Failures;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobStatus;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.local.transcribe.Fault;
import dev.mediajobs.local.transcribe.TranscribeOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transcribe as it is on a bad day. */
class TranscribeTroubleTest {

  private static Pattern generation(int number) {
    return Pattern.compile(".*\\." + number);
  }

  @Test
  void whatTranscribeGivesUpByItsOwnFaultIsTriedAgainUnderANewName() throws Exception {
    Fault firstFails =
        new Fault.FailedJob(generation(1), "Internal failure. Please try your request again.");
    try (Workbench bench = Workbench.start(TranscribeOptions.defaults().withFaults(firstFails))) {
      Job job = bench.submitted(Recordings.video("2"));
      bench.deliver(job);
      bench.deliver(bench.news());

      Job retried = bench.row(job);
      assertThat(retried.status()).isEqualTo(JobStatus.PENDING);
      assertThat(retried.progress().orElseThrow().message()).isEqualTo("Auto-retry attempt 1/3");
      assertThat(retried.checkpoint().step()).isEqualTo("transcribe");

      bench.deliver(retried);
      bench.deliver(bench.news());
      assertThat(bench.row(job).status()).isEqualTo(JobStatus.COMPLETED);
      assertThat(bench.row(job).checkpoint().fact("transcription").orElseThrow()).endsWith(".2");
    }
  }

  @Test
  void afterThreeRetriesTheJobFails() throws Exception {
    Fault allFail =
        new Fault.FailedJob(
            Pattern.compile(".*"), "Internal failure. Please try your request again.");
    try (Workbench bench = Workbench.start(TranscribeOptions.defaults().withFaults(allFail))) {
      Job job = bench.submitted(Recordings.video("2"));
      for (int attempt = 1; attempt <= 4; attempt++) {
        bench.deliver(bench.row(job));
        bench.deliver(bench.news());
      }

      Job failed = bench.row(job);
      assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
      assertThat(failed.tries().retryCount()).isEqualTo(3);
      assertThat(failed.failure().orElseThrow().message())
          .isEqualTo("An unexpected error occurred during processing.");
    }
  }

  @Test
  void whatTranscribeRefusesFailsAtOnce() throws Exception {
    Fault refuses =
        new Fault.FailedJob(
            Pattern.compile(".*"), "The media format that you specified isn't valid.");
    try (Workbench bench = Workbench.start(TranscribeOptions.defaults().withFaults(refuses))) {
      Job job = bench.submitted(Recordings.video("2"));
      bench.deliver(job);
      bench.deliver(bench.news());

      assertThat(bench.row(job).failure().orElseThrow().code()).isEqualTo("transcription_refused");
    }
  }

  @Test
  void aTranscriptionThatCantBeStartedNowIsStartedLater() throws Exception {
    Fault busy = new Fault.InternalFailure(Pattern.compile(".*"), "StartTranscriptionJob", 4);
    try (Workbench bench = Workbench.start(TranscribeOptions.defaults().withFaults(busy))) {
      Job job = bench.submitted(Recordings.video("2"));
      bench.deliver(job);
      assertThat(bench.row(job).isAwaiting()).isTrue();

      bench.deliver(bench.row(job));
      bench.deliver(bench.row(job));
      bench.deliver(bench.news());

      assertThat(bench.row(job).status()).isEqualTo(JobStatus.COMPLETED);
    }
  }

  @Test
  void aTranscriptionThatCanNeverBeStartedIsGivenUpAfterADay() throws Exception {
    Fault dead = new Fault.InternalFailure(Pattern.compile(".*"), "StartTranscriptionJob", 1_000);
    try (Workbench bench = Workbench.start(TranscribeOptions.defaults().withFaults(dead))) {
      Job job = bench.submitted(Recordings.video("2"));
      bench.deliver(job);
      assertThat(bench.row(job).isAwaiting()).isTrue();

      bench.clock.pass(Duration.ofDays(1).plusSeconds(1));
      bench.deliver(bench.row(job));

      assertThat(bench.row(job).failure().orElseThrow().code()).isEqualTo("timed_out");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"StartTranscriptionJob", "GetTranscriptionJob"})
  void whatTranscribeForbidsFailsAtOnceAndHoldsNoSlot(String operation) throws Exception {
    Fault denied = new Fault.AccessDenied(Pattern.compile(".*"), operation);
    try (Workbench bench = Workbench.start(TranscribeOptions.defaults().withFaults(denied))) {
      Job job = bench.submitted(Recordings.video("2"));
      bench.deliver(job);
      if (bench.row(job).isAwaiting()) {
        bench.deliver(bench.row(job));
      }

      Job failed = bench.row(job);
      assertThat(failed.failure().orElseThrow().code()).isEqualTo("unexpected_error");
      assertThat(failed.slots()).isEmpty();
    }
  }

  @Test
  void aTranscriptionThatWasFinishedBeforeIsTakenUpWithoutWaiting() throws Exception {
    try (Workbench bench = Workbench.start()) {
      Job job = bench.submitted(Recordings.video("2"));
      bench.deliver(job);
      bench.news();
      Job awaiting = bench.row(job);
      Job failed = awaiting.failed(Failures.CONNECTION, bench.clock.instant());
      assertThat(bench.store.move(awaiting, failed)).isTrue();
      Job restarted = failed.restarted(bench.clock.instant());
      assertThat(bench.store.move(failed, restarted)).isTrue();
      int heldBack = bench.delayedMessages();

      bench.deliver(restarted);

      assertThat(bench.delayedMessages()).isEqualTo(heldBack);
      bench.deliver(bench.row(job));
      assertThat(bench.row(job).status()).isEqualTo(JobStatus.COMPLETED);
    }
  }

  @Test
  void whenTranscribeCantBeAskedItIsAskedAgainSoon() throws Exception {
    Fault busy = new Fault.InternalFailure(Pattern.compile(".*"), "GetTranscriptionJob", 4);
    try (Workbench bench = Workbench.start(TranscribeOptions.defaults().withFaults(busy))) {
      Job job = bench.submitted(Recordings.video("2"));
      bench.deliver(job);

      assertThat(bench.deliver(bench.news()).getBatchItemFailures()).isEmpty();
      Job awaiting = bench.row(job);
      assertThat(awaiting.isAwaiting()).isTrue();
      assertThat(awaiting.hold().lease().until())
          .isBeforeOrEqualTo(bench.clock.instant().plusSeconds(30));

      bench.deliver(awaiting);
      assertThat(bench.row(job).status()).isEqualTo(JobStatus.COMPLETED);
    }
  }

  @Test
  void whileTranscribeWorksTheLeaseIsPushedForwardAndAnEndlessOneIsGivenUp() throws Exception {
    TranscribeOptions slow = TranscribeOptions.defaults().withDelay(Duration.ofHours(3));
    try (Workbench bench = Workbench.start(slow)) {
      Job job = bench.submitted(Recordings.video("2"));
      bench.deliver(job);
      Job awaiting = bench.row(job);

      bench.clock.pass(Duration.ofMinutes(10));
      bench.deliver(awaiting);
      Job further = bench.row(job);
      assertThat(further.isAwaiting()).isTrue();
      assertThat(further.hold().lease().until()).isAfter(awaiting.hold().lease().until());
      assertThat(further.hold().fence()).isEqualTo(awaiting.hold().fence());

      bench.clock.pass(Duration.ofDays(1));
      bench.deliver(further);
      assertThat(bench.row(job).failure().orElseThrow().code()).isEqualTo("timed_out");
    }
  }

  @Test
  void speakersThatWereExpectedAndNotFoundAreReported() throws Exception {
    SubtitleSettings three =
        new SubtitleSettings(
            Optional.of("en-US"),
            true,
            OptionalInt.of(3),
            OptionalInt.empty(),
            OptionalInt.empty(),
            false);
    try (Workbench bench = Workbench.start()) {
      Job job = bench.submitted(Recordings.video("2"), three);
      bench.deliver(job);
      bench.deliver(bench.news());

      assertThat(bench.row(job).result(SubtitleResult.class).orElseThrow().notes())
          .singleElement()
          .asString()
          .startsWith("fewer speakers than expected");
    }
  }
}
