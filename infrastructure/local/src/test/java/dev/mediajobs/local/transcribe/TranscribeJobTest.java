package dev.mediajobs.local.transcribe;

import static dev.mediajobs.local.transcribe.TranscribeFixture.ended;
import static dev.mediajobs.local.transcribe.TranscribeFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mediajobs.local.speech.Recordings;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.transcribe.TranscribeClient;
import software.amazon.awssdk.services.transcribe.model.LanguageCode;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJob;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJobStatus;

/** What becomes of one job: its record, its document, its event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TranscribeJobTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TranscribeFixture fixture;
  private TranscribeClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    fixture = new TranscribeFixture(folder);
    client =
        fixture.start(
            TranscribeOptions.defaults(), ScriptedRecognizer.hearing("hello i am here today"));
    fixture.upload("speech.wav", Recordings.wav(Recordings.babble(Duration.ofSeconds(3))));
  }

  @AfterAll
  void stop() {
    fixture.close();
  }

  private TranscriptionJob failed(String name, byte[] media) {
    fixture.upload(name, media);
    client.startTranscriptionJob(request(name, name).build());
    TranscriptionJob job = ended(client, name);
    assertThat(job.transcriptionJobStatus()).isEqualTo(TranscriptionJobStatus.FAILED);
    assertThat(job.transcript()).isNull();
    return job;
  }

  @Test
  void aFinishedJobTellsWhatItWasAndWhereItsTranscriptIs() {
    client.startTranscriptionJob(request("first", "speech.wav").build());

    TranscriptionJob job = ended(client, "first");

    assertThat(job.transcriptionJobStatus()).isEqualTo(TranscriptionJobStatus.COMPLETED);
    assertThat(job.languageCode()).isEqualTo(LanguageCode.EN_US);
    assertThat(job.mediaFormatAsString()).isEqualTo("wav");
    assertThat(job.mediaSampleRateHertz()).isEqualTo(16_000);
    assertThat(job.media().mediaFileUri()).isEqualTo("s3://media/speech.wav");
    assertThat(job.transcript().transcriptFileUri())
        .isEqualTo("https://s3.us-east-1.amazonaws.com/media/out/first.json");
    assertThat(job.creationTime()).isEqualTo(TranscribeFixture.NOW);
    assertThat(job.startTime()).isEqualTo(TranscribeFixture.NOW);
    assertThat(job.completionTime()).isEqualTo(TranscribeFixture.NOW);
    assertThat(job.failureReason()).isNull();
  }

  @Test
  void theDocumentHoldsWordsWithTimesAndSentencesWithFullStops() throws Exception {
    client.startTranscriptionJob(request("document", "speech.wav").build());
    ended(client, "document");

    JsonNode document = JSON.readTree(fixture.download("out/document.json"));

    assertThat(document.path("jobName").asText()).isEqualTo("document");
    assertThat(document.path("status").asText()).isEqualTo("COMPLETED");
    JsonNode results = document.path("results");
    assertThat(results.path("language_code").asText()).isEqualTo("en-US");
    assertThat(results.path("transcripts").path(0).path("transcript").asText())
        .isEqualTo("Hello I am here today.");
    JsonNode items = results.path("items");
    assertThat(items).hasSize(6);
    assertThat(items.path(1))
        .isEqualTo(
            JSON.readTree(
                """
                {"id":1,"type":"pronunciation","alternatives":[{"confidence":"0.950","content":"I"}],
                 "start_time":"0.500","end_time":"0.900"}"""));
    assertThat(items.path(5))
        .isEqualTo(
            JSON.readTree(
                """
                {"id":5,"type":"punctuation","alternatives":[{"confidence":"0.0","content":"."}]}"""));
    assertThat(results.path("audio_segments").path(0).path("items")).hasSize(6);
    assertThat(results.has("speaker_labels")).isFalse();
  }

  @Test
  void speakersAreLabelledOnEveryItemWhenAskedFor() throws Exception {
    client.startTranscriptionJob(
        request("labelled", "speech.wav")
            .settings(settings -> settings.showSpeakerLabels(true).maxSpeakerLabels(2))
            .build());
    ended(client, "labelled");

    JsonNode results = JSON.readTree(fixture.download("out/labelled.json")).path("results");

    JsonNode labels = results.path("speaker_labels");
    assertThat(labels.path("speakers").asInt()).isEqualTo(1);
    assertThat(labels.path("segments").path(0).path("speaker_label").asText()).isEqualTo("spk_0");
    assertThat(labels.path("segments").path(0).path("items")).hasSize(5);
    assertThat(results.path("items"))
        .allMatch(item -> item.path("speaker_label").asText().equals("spk_0"));
  }

  @Test
  void anIdentifiedLanguageIsNamedWithItsScore() throws Exception {
    client.startTranscriptionJob(
        request("identified", "speech.wav")
            .languageCode((String) null)
            .identifyLanguage(true)
            .build());

    TranscriptionJob job = ended(client, "identified");

    assertThat(job.languageCode()).isEqualTo(LanguageCode.EN_US);
    assertThat(job.identifyLanguage()).isTrue();
    assertThat(job.identifiedLanguageScore()).isEqualTo(0.95f);
    JsonNode results = JSON.readTree(fixture.download("out/identified.json")).path("results");
    assertThat(results.path("language_identification").path(0).path("code").asText())
        .isEqualTo("en-US");
  }

  @Test
  void aLanguageThatTheRecogniserDoesNotKnowFailsTheJob() {
    client.startTranscriptionJob(request("german", "speech.wav").languageCode("de-DE").build());

    assertThat(ended(client, "german").failureReason())
        .isEqualTo("The local recogniser knows English only.");
  }

  @Test
  void silenceGivesAnEmptyTranscript() throws Exception {
    fixture.upload("silence.wav", Recordings.wav(Recordings.silence(Duration.ofSeconds(2))));
    client.startTranscriptionJob(request("silence", "silence.wav").build());

    assertThat(ended(client, "silence").transcriptionJobStatus())
        .isEqualTo(TranscriptionJobStatus.COMPLETED);
    JsonNode results = JSON.readTree(fixture.download("out/silence.json")).path("results");
    assertThat(results.path("transcripts").path(0).path("transcript").asText()).isEmpty();
    assertThat(results.path("items")).isEmpty();
  }

  @Test
  void aToneIsNotTakenForSpeech() throws Exception {
    fixture.upload("tone.wav", Recordings.wav(Recordings.tone(Duration.ofSeconds(2), 440)));
    client.startTranscriptionJob(request("tone", "tone.wav").build());
    ended(client, "tone");

    JsonNode results = JSON.readTree(fixture.download("out/tone.json")).path("results");
    assertThat(results.path("items")).isEmpty();
  }

  @Test
  void stereoAtAnotherSampleRateIsHeardAsWell() {
    fixture.upload(
        "stereo.wav", Recordings.wav(Recordings.babble(Duration.ofSeconds(9)), 48_000, 2));
    client.startTranscriptionJob(request("stereo", "stereo.wav").build());

    TranscriptionJob job = ended(client, "stereo");

    assertThat(job.transcriptionJobStatus()).isEqualTo(TranscriptionJobStatus.COMPLETED);
    assertThat(job.mediaSampleRateHertz()).isEqualTo(48_000);
  }

  @Test
  void audioUnderHalfASecondFailsTheJob() {
    byte[] media = Recordings.wav(Recordings.babble(Duration.ofMillis(200)));

    assertThat(failed("short.wav", media).failureReason())
        .startsWith("The input media file length is too small.");
  }

  @Test
  void textThatIsNoMediaFailsTheJob() {
    byte[] media = "Just some words".getBytes(StandardCharsets.UTF_8);

    assertThat(failed("text.flac", media).failureReason())
        .startsWith("The data in your input file isn't valid.");
  }

  @Test
  void anEmptyObjectFailsTheJob() {
    assertThat(failed("empty.flac", new byte[0]).failureReason())
        .startsWith("The data in your input file isn't valid.");
  }

  @Test
  void damagedFlacFailsTheJob() {
    byte[] media = new byte[5000];
    System.arraycopy("fLaC".getBytes(StandardCharsets.US_ASCII), 0, media, 0, 4);

    assertThat(failed("damaged.flac", media).failureReason())
        .startsWith("The data in your input file isn't valid.");
  }

  @Test
  void mediaOfAnotherFormatThanDeclaredFailsTheJob() {
    client.startTranscriptionJob(request("mislabelled", "speech.wav").mediaFormat("flac").build());

    assertThat(ended(client, "mislabelled").failureReason())
        .startsWith("The media format provided does not match the detected media format.");
  }

  @Test
  void mediaOfAnotherSampleRateThanDeclaredFailsTheJob() {
    client.startTranscriptionJob(
        request("misrated", "speech.wav").mediaSampleRateHertz(44_100).build());

    assertThat(ended(client, "misrated").failureReason())
        .startsWith("The sample rate provided does not match the detected sample rate.");
  }

  @Test
  void aFormatThatIsNotDecodedHereSaysSo() {
    byte[] media = "ID3 and so on".getBytes(StandardCharsets.US_ASCII);

    assertThat(failed("song.mp3", media).failureReason())
        .isEqualTo(
            "Unsupported media format. The local service decodes FLAC and WAV only, not mp3.");
  }

  @Test
  void theEndOfAJobIsAnnouncedAsEventBridgeDoes() throws Exception {
    client.startTranscriptionJob(request("told", "speech.wav").build());

    JsonNode event = JSON.readTree(fixture.eventOf("told"));

    assertThat(event.path("version").asText()).isEqualTo("0");
    assertThat(event.path("id").asText()).hasSize(36);
    assertThat(event.path("source").asText()).isEqualTo("aws.transcribe");
    assertThat(event.path("detail-type").asText()).isEqualTo("Transcribe Job State Change");
    assertThat(event.path("account").asText()).isEqualTo("000000000000");
    assertThat(event.path("region").asText()).isEqualTo("us-east-1");
    assertThat(event.path("time").asText()).isEqualTo("2026-11-20T10:00:00Z");
    assertThat(event.path("resources")).isEmpty();
    assertThat(event.path("detail"))
        .isEqualTo(
            JSON.readTree(
                """
                {"TranscriptionJobName":"told","TranscriptionJobStatus":"COMPLETED"}"""));
  }

  @Test
  void theEventOfAFailedJobHasTheReason() throws Exception {
    failed("bad.flac", new byte[] {1, 2, 3});

    JsonNode detail = JSON.readTree(fixture.eventOf("bad.flac")).path("detail");

    assertThat(detail.path("TranscriptionJobStatus").asText()).isEqualTo("FAILED");
    assertThat(detail.path("FailureReason").asText()).startsWith("The data in your input file");
  }
}
