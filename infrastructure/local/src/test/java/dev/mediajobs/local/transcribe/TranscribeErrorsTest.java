package dev.mediajobs.local.transcribe;

import static dev.mediajobs.local.transcribe.TranscribeFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediajobs.local.speech.Recordings;
import dev.mediajobs.local.speech.ScriptedRecognizer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.transcribe.TranscribeClient;
import software.amazon.awssdk.services.transcribe.model.BadRequestException;
import software.amazon.awssdk.services.transcribe.model.ConflictException;
import software.amazon.awssdk.services.transcribe.model.NotFoundException;
import software.amazon.awssdk.services.transcribe.model.StartTranscriptionJobRequest;

/** Every request that the service refuses, and how. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TranscribeErrorsTest {

  private static final String ROLE = "arn:aws:iam::000000000000:role/transcribe";

  private TranscribeFixture fixture;
  private TranscribeClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    fixture = new TranscribeFixture(folder);
    client = fixture.start(TranscribeOptions.defaults(), ScriptedRecognizer.hearing("hello"));
    fixture.upload("speech.wav", Recordings.wav(Recordings.babble(Duration.ofSeconds(1))));
  }

  @AfterAll
  void stop() {
    fixture.close();
  }

  private static StartTranscriptionJobRequest.Builder job() {
    return request("refused", "speech.wav");
  }

  private static StartTranscriptionJobRequest.Builder noLanguage() {
    return job().languageCode((String) null);
  }

  private static Arguments bad(
      String what, StartTranscriptionJobRequest.Builder request, String message) {
    return Arguments.of(what, request.build(), message);
  }

  private static Stream<Arguments> badRequests() {
    return Stream.of(
        bad("no name", job().transcriptionJobName(null), "Value null at 'transcriptionJobName'"),
        bad("a slash in the name", job().transcriptionJobName("a/b"), "^[0-9a-zA-Z._-]+"),
        bad("an empty name", job().transcriptionJobName(""), "^[0-9a-zA-Z._-]+"),
        bad(
            "a name of 201",
            job().transcriptionJobName("n".repeat(201)),
            "less than or equal to 200"),
        bad("no language", noLanguage(), "exactly one of LanguageCode"),
        bad("two ways to know the language", job().identifyLanguage(true), "exactly one of"),
        bad(
            "one and several languages",
            noLanguage().identifyLanguage(true).identifyMultipleLanguages(true),
            "exactly one of"),
        bad("an unknown language", job().languageCode("xx-XX"), "Value 'xx-XX' at 'languageCode'"),
        bad(
            "an unknown option",
            noLanguage().identifyLanguage(true).languageOptionsWithStrings("en-US", "xx"),
            "Value 'xx' at 'languageOptions'"),
        bad(
            "a single option",
            noLanguage().identifyLanguage(true).languageOptionsWithStrings("en-US"),
            "at least two languages"),
        bad(
            "options for a given language",
            job().languageOptionsWithStrings("en-US", "de-DE"),
            "LanguageOptions"),
        bad("no media", job().media(media -> {}), "doesn't point to an S3 object"),
        bad(
            "media elsewhere",
            job().media(media -> media.mediaFileUri("https://example.com/a.mp3")),
            "s3://bucket/key"),
        bad(
            "media that is not there",
            job().media(media -> media.mediaFileUri("s3://media/missing.flac")),
            "doesn't point to an S3 object"),
        bad(
            "media in no bucket",
            job().media(media -> media.mediaFileUri("s3://elsewhere/missing.flac")),
            "doesn't point to an S3 object"),
        bad("an unknown format", job().mediaFormat("avi"), "Value 'avi' at 'mediaFormat'"),
        bad("a rate too low", job().mediaSampleRateHertz(7999), "greater than or equal to 8000"),
        bad("a rate too high", job().mediaSampleRateHertz(48_001), "less than or equal to 48000"),
        bad("no bucket", job().outputBucketName(null), "OutputBucketName"),
        bad("an impossible bucket", job().outputBucketName("No Bucket"), "Value 'No Bucket'"),
        bad("a bucket that is not there", job().outputBucketName("elsewhere"), "can't be accessed"),
        bad("a key with a space", job().outputKey("a b"), "Value 'a b' at 'outputKey'"),
        bad(
            "labels without a number",
            job().settings(settings -> settings.showSpeakerLabels(true)),
            "MaxSpeakerLabels"),
        bad(
            "a number without labels",
            job().settings(settings -> settings.maxSpeakerLabels(2)),
            "ShowSpeakerLabels"),
        bad(
            "one speaker",
            job().settings(settings -> settings.showSpeakerLabels(true).maxSpeakerLabels(1)),
            "greater than or equal to 2"),
        bad(
            "31 speakers",
            job().settings(settings -> settings.showSpeakerLabels(true).maxSpeakerLabels(31)),
            "less than or equal to 30"),
        bad(
            "deferred without a role",
            job().jobExecutionSettings(execution -> execution.allowDeferredExecution(true)),
            "DataAccessRoleArn"),
        bad(
            "deferred with what is no role",
            job()
                .jobExecutionSettings(
                    execution -> execution.allowDeferredExecution(true).dataAccessRoleArn("me")),
            "Value 'me' at 'dataAccessRoleArn'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRequests")
  void aRequestThatBreaksARuleIsRefused(
      String what, StartTranscriptionJobRequest request, String message) {
    assertThatThrownBy(() -> client.startTranscriptionJob(request))
        .as(what)
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(message);
    assertThat(
            client
                .listTranscriptionJobs(list -> list.jobNameContains("refused"))
                .transcriptionJobSummaries())
        .isEmpty();
  }

  @Test
  void aNameIsTakenForeverEvenByAJobThatHasEnded() {
    client.startTranscriptionJob(request("taken", "speech.wav").build());
    TranscribeFixture.ended(client, "taken");

    assertThatThrownBy(() -> client.startTranscriptionJob(request("taken", "speech.wav").build()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("already exists");
  }

  @Test
  void aDeletedJobIsGoneAndItsNameIsFree() {
    client.startTranscriptionJob(request("deleted", "speech.wav").build());
    TranscribeFixture.ended(client, "deleted");

    client.deleteTranscriptionJob(delete -> delete.transcriptionJobName("deleted"));

    assertThatThrownBy(() -> client.getTranscriptionJob(get -> get.transcriptionJobName("deleted")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("couldn't be found");
    client.startTranscriptionJob(request("deleted", "speech.wav").build());
  }

  @Test
  void deletingWhatIsNotThereIsABadRequest() {
    assertThatThrownBy(
            () -> client.deleteTranscriptionJob(delete -> delete.transcriptionJobName("nothing")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("couldn't be found");
  }

  @Test
  void anOutputKeyThatIsAFolderGetsTheJobsNameInIt() {
    client.startTranscriptionJob(
        request("foldered", "speech.wav").outputKey("some/folder/").build());

    assertThat(TranscribeFixture.ended(client, "foldered").transcript().transcriptFileUri())
        .endsWith("/media/some/folder/foldered.json");
  }

  @Test
  void pagesOfTheListFollowEachOtherToItsEnd() {
    for (int i = 0; i < 5; i++) {
      client.startTranscriptionJob(request("page-" + i, "speech.wav").build());
      TranscribeFixture.ended(client, "page-" + i);
    }

    var pages =
        client.listTranscriptionJobsPaginator(
            list -> list.jobNameContains("page-").status("COMPLETED").maxResults(2));

    assertThat(pages.stream().map(page -> page.transcriptionJobSummaries().size()))
        .containsExactly(2, 2, 1);
    assertThat(
            pages.stream()
                .flatMap(page -> page.transcriptionJobSummaries().stream())
                .map(summary -> summary.transcriptionJobName()))
        .containsExactlyInAnyOrder("page-0", "page-1", "page-2", "page-3", "page-4");
  }

  @Test
  void aTokenThatNobodyGaveIsRefused() {
    assertThatThrownBy(() -> client.listTranscriptionJobs(list -> list.nextToken("made-up")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("NextToken");
  }

  @Test
  void whatIsNotJsonOrNotAnOperationIsToldInTheProtocolsWords() throws Exception {
    assertThat(post(fixture.endpoint(), "Transcribe.GetTranscriptionJob", "{").body())
        .contains("SerializationException");
    assertThat(post(fixture.endpoint(), "Transcribe.GetTranscriptionJob", "[]").body())
        .contains("SerializationException");
    assertThat(
            post(
                    fixture.endpoint(),
                    "Transcribe.GetTranscriptionJob",
                    "{\"TranscriptionJobName\":7}")
                .body())
        .contains("SerializationException");
    HttpResponse<String> unknown =
        post(fixture.endpoint(), "Transcribe.StartMedicalTranscriptionJob", "{}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("UnknownOperationException");
  }

  private static HttpResponse<String> post(URI endpoint, String target, String body)
      throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(endpoint)
              .header("X-Amz-Target", target)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void deferrableJobsNeedARoleAndHaveIt() {
    client.startTranscriptionJob(
        request("deferrable", "speech.wav")
            .jobExecutionSettings(
                execution -> execution.allowDeferredExecution(true).dataAccessRoleArn(ROLE))
            .build());

    assertThat(
            TranscribeFixture.ended(client, "deferrable")
                .jobExecutionSettings()
                .dataAccessRoleArn())
        .isEqualTo(ROLE);
  }
}
