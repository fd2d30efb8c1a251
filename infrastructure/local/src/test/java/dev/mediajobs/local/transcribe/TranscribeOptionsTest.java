package dev.mediajobs.local.transcribe;

import static dev.mediajobs.local.transcribe.TranscribeFixture.ended;
import static dev.mediajobs.local.transcribe.TranscribeFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.local.speech.Recordings;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.transcribe.TranscribeClient;
import software.amazon.awssdk.services.transcribe.model.LimitExceededException;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJobStatus;

/** Limits, delays, faults and restarts. */
final class TranscribeOptionsTest {

  private static final Pattern ALL = Pattern.compile(".*");

  private final ScriptedRecognizer recognizer = ScriptedRecognizer.hearing("hello there");
  private TranscribeFixture fixture;
  private Path data;

  @BeforeEach
  void start(@TempDir Path folder) {
    fixture = new TranscribeFixture(folder);
    fixture.upload("speech.wav", Recordings.wav(Recordings.babble(Duration.ofSeconds(1))));
    data = folder.resolve("jobs");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private TranscribeClient with(TranscribeOptions options) throws Exception {
    return fixture.start(options, recognizer);
  }

  @Test
  void aJobBeyondTheLimitIsRefusedOrWaitsItsTurn() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    TranscribeClient client =
        fixture.start(
            TranscribeOptions.defaults().withConcurrentJobs(1),
            ScriptedRecognizer.hearing("hello there", gate));
    client.startTranscriptionJob(request("running", "speech.wav").build());

    assertThatThrownBy(() -> client.startTranscriptionJob(request("refused", "speech.wav").build()))
        .isInstanceOf(LimitExceededException.class);
    assertThat(
            client
                .startTranscriptionJob(
                    request("waiting", "speech.wav")
                        .jobExecutionSettings(
                            execution ->
                                execution
                                    .allowDeferredExecution(true)
                                    .dataAccessRoleArn("arn:aws:iam::000000000000:role/any"))
                        .build())
                .transcriptionJob()
                .transcriptionJobStatus())
        .isEqualTo(TranscriptionJobStatus.QUEUED);

    gate.countDown();
    assertThat(ended(client, "running").transcriptionJobStatus())
        .isEqualTo(TranscriptionJobStatus.COMPLETED);
    assertThat(ended(client, "waiting").transcriptionJobStatus())
        .isEqualTo(TranscriptionJobStatus.COMPLETED);
  }

  @Test
  void aDelayedJobIsInProgressMeanwhile() throws Exception {
    TranscribeClient client = with(TranscribeOptions.defaults().withDelay(Duration.ofHours(1)));

    client.startTranscriptionJob(request("slow", "speech.wav").build());

    assertThat(
            client
                .getTranscriptionJob(get -> get.transcriptionJobName("slow"))
                .transcriptionJob()
                .transcriptionJobStatus())
        .isEqualTo(TranscriptionJobStatus.IN_PROGRESS);
    assertThat(fixture.events).isEmpty();
  }

  @Test
  void aJobFailsForTheReasonThatIsAskedFor() throws Exception {
    TranscribeClient client =
        with(
            TranscribeOptions.defaults()
                .withFaults(new Fault.FailedJob(Pattern.compile("bad-.*"), "No luck today.")));
    client.startTranscriptionJob(request("bad-one", "speech.wav").build());
    client.startTranscriptionJob(request("good-one", "speech.wav").build());

    assertThat(ended(client, "bad-one").failureReason()).isEqualTo("No luck today.");
    assertThat(ended(client, "good-one").transcriptionJobStatus())
        .isEqualTo(TranscriptionJobStatus.COMPLETED);
  }

  @Test
  void aLostEventLeavesTheJobItself() throws Exception {
    TranscribeClient client =
        with(
            TranscribeOptions.defaults()
                .withFaults(new Fault.LostEvent(Pattern.compile("unheard"))));
    client.startTranscriptionJob(request("unheard", "speech.wav").build());
    ended(client, "unheard");
    client.startTranscriptionJob(request("heard", "speech.wav").build());

    // One thread works on all jobs, so the second event would come after a first.
    fixture.eventOf("heard");
    assertThat(fixture.eventsOf("unheard")).isEmpty();
  }

  @Test
  void aRepeatedEventIsTheSameTwice() throws Exception {
    TranscribeClient client =
        with(TranscribeOptions.defaults().withFaults(new Fault.RepeatedEvent(ALL)));

    client.startTranscriptionJob(request("twice", "speech.wav").build());

    Awaitility.await().until(() -> fixture.events.size() == 2);
    assertThat(fixture.events.getFirst()).isEqualTo(fixture.events.getLast());
  }

  @Test
  void internalFailuresAreRetriedByTheClientUntilTheyEnd() throws Exception {
    TranscribeClient client =
        with(
            TranscribeOptions.defaults()
                .withFaults(new Fault.InternalFailure(ALL, "StartTranscriptionJob", 2)));

    client.startTranscriptionJob(request("third-time", "speech.wav").build());

    assertThat(ended(client, "third-time").transcriptionJobStatus())
        .isEqualTo(TranscriptionJobStatus.COMPLETED);
  }

  @Test
  void silenceWhoseLanguageIsToBeFoundFailsWhenAskedFor() throws Exception {
    fixture.upload("silence.wav", Recordings.wav(Recordings.silence(Duration.ofSeconds(1))));
    TranscribeClient client =
        with(TranscribeOptions.defaults().withFaults(new Fault.UnidentifiedSilence(ALL)));

    client.startTranscriptionJob(
        request("unknown", "silence.wav")
            .languageCode((String) null)
            .identifyLanguage(true)
            .build());
    client.startTranscriptionJob(request("known", "silence.wav").build());

    assertThat(ended(client, "unknown").failureReason()).contains("language identification");
    assertThat(ended(client, "known").transcriptionJobStatus())
        .isEqualTo(TranscriptionJobStatus.COMPLETED);
  }

  @Test
  void aRestartResumesUnfinishedJobsAndRemembersFinishedOnes() throws Exception {
    TranscribeClient before =
        fixture.start(TranscribeOptions.defaults(), recognizer, Optional.of(data));
    before.startTranscriptionJob(request("finished", "speech.wav").build());
    var finished = ended(before, "finished");
    TranscribeClient delayed =
        fixture.start(
            TranscribeOptions.defaults().withDelay(Duration.ofHours(1)),
            recognizer,
            Optional.of(data));
    delayed.startTranscriptionJob(request("unfinished", "speech.wav").build());

    TranscribeClient after =
        fixture.start(TranscribeOptions.defaults(), recognizer, Optional.of(data));

    assertThat(ended(after, "finished")).isEqualTo(finished);
    assertThat(ended(after, "unfinished").transcriptionJobStatus())
        .isEqualTo(TranscriptionJobStatus.COMPLETED);
    assertThat(fixture.download("out/unfinished.json")).isNotEmpty();
    fixture.eventOf("unfinished");
  }

  @Test
  void withoutAFolderNothingOutlivesARestart() throws Exception {
    TranscribeClient before = with(TranscribeOptions.defaults());
    before.startTranscriptionJob(request("forgotten", "speech.wav").build());
    ended(before, "forgotten");

    TranscribeClient after = with(TranscribeOptions.defaults());

    assertThat(after.listTranscriptionJobs(list -> {}).transcriptionJobSummaries()).isEmpty();
  }

  @Test
  void senselessOptionsAreRefused() {
    assertThatThrownBy(() -> TranscribeOptions.defaults().withConcurrentJobs(0))
        .hasMessageContaining("concurrentJobs");
    assertThatThrownBy(() -> TranscribeOptions.defaults().withDelay(Duration.ofDays(-1)))
        .hasMessageContaining("delay");
  }
}
