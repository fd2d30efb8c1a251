package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.jobs.Checkpoint;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@code /api/generate-subtitles}, from its requirement's own words. */
class GenerateSubtitlesTest {

  private static final String PATH = "/api/generate-subtitles";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final List<String> MODEL =
      List.of(
          "id",
          "requestId",
          "status",
          "stage",
          "progress",
          "message",
          "createdAt",
          "updatedAt",
          "provider",
          "targetLanguage",
          "fileId",
          "filePath",
          "error",
          "result");

  private static ApiOnStack api;
  private static Uploading client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder);
    client = new Uploading(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aSubmissionIsAccepted202WithTheNewJobsState() throws Exception {
    Reply upload = client.whole("talk.mp4");

    Reply reply = submit(upload.text("upload_id"), ",\"provider\":\"transcribe\"");

    assertThat(reply.status()).isEqualTo(202);
    JsonObject job = reply.json();
    assertThat(MODEL).allSatisfy(field -> assertThat(reply.body()).contains("\"" + field + "\":"));
    assertThat(job.requiredString("jobId"))
        .hasSize(70)
        .matches("[A-Za-z0-9_-]+")
        .isEqualTo(job.requiredString("id"));
    assertThat(job.requiredString("status")).isEqualTo("queued");
    assertThat(job.requiredString("stage")).isEqualTo("queued");
    assertThat(job.requiredWholeNumber("progress", 0, 100)).isEqualTo(5);
    assertThat(job.requiredString("provider")).isEqualTo("transcribe");
    assertThat(job.requiredString("fileId")).isEqualTo(upload.text("upload_id"));
    assertThat(job.requiredString("filePath")).isEqualTo(upload.text("key"));
    assertThat(job.requiredString("requestId")).isEqualTo(reply.header("apigw-requestid"));
    assertThat(job.string("targetLanguage")).isEmpty();
    assertThat(job.string("error")).isEmpty();
    assertThat(job.object("result")).isEmpty();
    assertThat(reply.header("location")).isEqualTo(PATH + "/" + job.requiredString("jobId"));
    assertThat(reply.header("retry-after")).isEqualTo("5");
    assertThat(reply.header("cache-control")).isEqualTo("no-store");
    Job row = row(reply);
    assertThat(row.origin()).isEqualTo(Origin.POLLING);
    assertThat(row.owner()).isEmpty();
    assertThat(row.slots()).isNotEmpty();
    assertThat(row.source().filename()).isEqualTo("talk.mp4");
    assertThat(row.settings()).isEqualTo(SubtitleSettings.DEFAULT);
  }

  @Test
  void theUploadsKeyIsAFileIdToo() throws Exception {
    Reply upload = client.whole("talk.mp4");

    Reply reply = submit(upload.text("key"), "");

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.text("fileId")).isEqualTo(upload.text("upload_id"));
  }

  @Test
  void pollingShowsTheSameRequestAndUploadFromBeginningToEnd() throws Exception {
    Reply submitted = submitted();
    Job pending = row(submitted);
    assertState(submitted, "queued", "queued", 5);
    assertThat(get(submitted).body()).isEqualTo(submitted.body());

    Job claimed = moved(pending, pending.claimed("worker", Instant.now()));
    assertState(submitted, "running", "upload_received", 15);
    Job preparing = moved(claimed, claimed.reporting(Progress.at(Stage.EXTRACTING), Instant.now()));
    assertState(submitted, "running", "preparing", 30);
    Job calling =
        moved(preparing, preparing.reporting(Progress.at(Stage.TRANSCRIBING), Instant.now()));
    Job awaiting =
        moved(
            calling,
            calling.awaiting(
                Checkpoint.before("cues"), Instant.now(), Instant.now().plusSeconds(600)));
    assertState(submitted, "running", "calling_provider", 70);
    Job resumed = moved(awaiting, awaiting.resumed("other", Instant.now()));
    Job processing = moved(resumed, resumed.reporting(Progress.at(Stage.DIARIZING), Instant.now()));
    assertState(submitted, "running", "processing_result", 90);
    Job _ = completed(processing, 0);
    assertState(submitted, "succeeded", "succeeded", 100);

    Reply last = get(submitted);
    for (String field : List.of("id", "requestId", "createdAt", "provider", "fileId", "filePath")) {
      assertThat(last.text(field)).isEqualTo(submitted.text(field));
    }
    assertThat(Instant.parse(last.text("updatedAt")))
        .isAfterOrEqualTo(Instant.parse(last.text("createdAt")));
    assertThat(last.header("retry-after")).isEmpty();
  }

  @Test
  void theResultHasSegmentsAndAllFormats() throws Exception {
    Reply submitted = submitted();
    Job _ = completed(claimed(submitted), 0);

    Reply reply = get(submitted);

    JsonObject result = reply.json().object("result").orElseThrow();
    JsonObject segment = result.objects("segments").getFirst();
    assertThat(reply.body())
        .contains(
            """
            "segments":[{"start":0.520,"end":2.910,"text":"Hello – 世界","speaker":"spk_0"},\
            {"start":3.000,"end":4.000,"text":"Bye"}]""");
    assertThat(segment.requiredString("text")).isEqualTo("Hello – 世界");
    assertThat(result.requiredString("srt")).isEqualTo(Work.SRT);
    assertThat(result.requiredString("vtt")).isEqualTo(Work.VTT);
    assertThat(result.object("json").orElseThrow().objects("segments")).hasSize(2);
    JsonObject downloads = result.object("downloads").orElseThrow();
    assertThat(api.getFrom(downloads.requiredString("srt")).body()).isEqualTo(Work.SRT);
    assertThat(reply.text("filePath")).doesNotContain("?").doesNotContain("X-Amz");
  }

  @Test
  void aLargeResultStillHasItsSegmentsAndSubtitles() throws Exception {
    Reply submitted = submitted();
    Job _ = completed(claimed(submitted), 600_000);

    JsonObject result = get(submitted).json().object("result").orElseThrow();

    assertThat(result.objects("segments")).hasSize(2);
    assertThat(result.requiredString("srt")).isEqualTo(Work.SRT);
    assertThat(result.object("json")).isEmpty();
    assertThat(result.object("downloads").orElseThrow().string("json")).isPresent();
  }

  @Test
  void aFailedJobKeepsTheLastProgress() throws Exception {
    Reply submitted = submitted();
    Job claimed = claimed(submitted);
    Job preparing = moved(claimed, claimed.reporting(Progress.at(Stage.EXTRACTING), Instant.now()));
    Job _ = moved(preparing, preparing.failed(new Failure("no_audio", "No sound."), Instant.now()));

    assertState(submitted, "failed", "failed", 30);
    assertThat(get(submitted).text("error")).isEqualTo("No sound.");
    assertThat(get(submitted).text("errorCode")).isEqualTo("no_audio");
    assertThat(get(submitted).header("retry-after")).isEmpty();
  }

  @Test
  void aJobIsGoneAnHourAfterItsEndAndNoSooner() throws Exception {
    Reply submitted = submitted();
    Job claimed = claimed(submitted);
    Instant end = Instant.now();
    Job failed = moved(claimed, claimed.failed(new Failure("no_audio", "No sound."), end));

    assertThat(failed.times().retainedUntil()).isEqualTo(end.plus(Duration.ofHours(1)));
    assertThat(get(submitted).status()).isEqualTo(200);
    assertThat(api.jobs().move(failed, Work.expired(failed))).isTrue();
    Reply gone = get(submitted);

    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.body()).isEqualTo(api.get(PATH + "/x").body());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSourceGoesWhenTheJobHasEndedAndTheJobStays(boolean well) throws Exception {
    Reply submitted = submitted();
    String key = submitted.text("filePath");
    String id = submitted.text("fileId");
    assertThat(api.media().size(key)).isPresent();

    Job claimed = claimed(submitted);
    Job _ =
        well
            ? completed(claimed, 0)
            : moved(claimed, claimed.failed(new Failure("no_audio", "No sound."), Instant.now()));

    await()
        .atMost(SOON)
        .until(() -> api.media().size(key).isEmpty() && api.uploads().read(id).isEmpty());
    assertThat(get(submitted).status()).isEqualTo(200);
  }

  @Test
  void aJobOfTheCanonicalContractKeepsItsSource() throws Exception {
    Reply upload = client.whole("talk.mp4");
    new Work(api).fail(new Work(api).job(client.submit(upload, "talk.mp4")));
    Reply witness = submitted();
    Job _ = completed(claimed(witness), 0);
    await().atMost(SOON).until(() -> api.media().size(witness.text("filePath")).isEmpty());

    assertThat(api.media().size(upload.text("key"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"en, en-US", "de-DE, de-DE", "PT_br, pt-BR"})
  void aTargetLanguageIsTakenForTheSpokenOne(String given, String code) throws Exception {
    Reply reply =
        submit(
            client.whole("a.mp4").text("upload_id"), ",\"targetLanguage\":\"%s\"".formatted(given));

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.text("targetLanguage")).isEqualTo(code);
    SubtitleSettings settings = row(reply).settings(SubtitleSettings.class);
    assertThat(settings.language()).contains(code);
    assertThat(settings.forceLanguage()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"fileId\":7}",
        "{\"fileId\":\"\"}",
        "{\"fileId\":\"../x\"}",
        "{\"fileId\":\"7d/uploads/../jobs/x/source\"}",
        "{\"fileId\":\"0123456789abcdef0123456789abcdef\",\"provider\":\"doubao\"}",
        "{\"fileId\":\"0123456789abcdef0123456789abcdef\",\"provider\":\"Transcribe\"}",
        "{\"fileId\":\"0123456789abcdef0123456789abcdef\",\"targetLanguage\":\"tlh\"}",
        "{\"fileId\":\"0123456789abcdef0123456789abcdef\",\"targetLanguage\":\"en-US,de-DE\"}",
        "{\"fileId\":\"0123456789abcdef0123456789abcdef\",\"targetLanguage\":{}}"
      })
  void whatIsWrongIsRefusedAtOnceIn400(String body) throws Exception {
    Reply reply = api.post(PATH, body);

    assertThat(reply.status()).isEqualTo(400);
    assertProblem(reply);
  }

  @Test
  void everyFieldAtFaultIsNamedAtOnce() throws Exception {
    Reply reply = api.post(PATH, "{\"provider\":\"x\",\"targetLanguage\":\"klingon\"}");

    assertThat(reply.text("error"))
        .contains("provider names no engine")
        .contains("targetLanguage must be the language that is spoken")
        .contains("fileId is missing");
  }

  @Test
  void anUploadThatDoesNotExistIs404() throws Exception {
    Reply reply = submit("0123456789abcdef0123456789abcdef", "");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text("errorCode")).isEqualTo("upload_not_found");
    assertProblem(reply);
  }

  @Test
  void anUploadThatHasNotArrivedOrMakesAJobAlreadyIs409() throws Exception {
    Reply missing = submit(client.open("a.mp4", 5).text("upload_id"), "");
    Reply upload = client.whole("a.mp4");
    assertThat(submit(upload.text("upload_id"), "").status()).isEqualTo(202);
    Reply used = submit(upload.text("upload_id"), "");

    assertThat(List.of(missing, used)).extracting(Reply::status).containsOnly(409);
    assertThat(missing.text("errorCode")).isEqualTo("upload_incomplete");
    assertThat(used.text("errorCode")).isEqualTo("already_submitted");
    assertProblem(used);
  }

  @Test
  void aBodyOfJsonThatIsTooLargeIs413() throws Exception {
    Reply reply = api.post(PATH, "{\"fileId\":\"%s\"}".formatted("x".repeat(200_000)));

    assertThat(reply.status()).isEqualTo(413);
    assertProblem(reply);
  }

  @Test
  void aFormWithTheFileItselfIsAccepted() throws Exception {
    byte[] recording = new byte[4_500_000];
    for (int i = 0; i < recording.length; i++) {
      recording[i] = (byte) (i * 31);
    }
    byte[] form =
        new Form()
            .field("provider", "transcribe")
            .field("targetLanguage", "en-US")
            .file("file", "Füße.mp4", "video/mp4", recording)
            .bytes();

    Reply reply = api.postForm(PATH, Form.TYPE, form);

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.text("status")).isEqualTo("queued");
    assertThat(reply.text("targetLanguage")).isEqualTo("en-US");
    assertThat(row(reply).source().filename()).isEqualTo("Füße.mp4");
    try (var stored = api.media().read(reply.text("filePath")).orElseThrow()) {
      assertThat(stored.readAllBytes()).isEqualTo(recording);
      assertThat(stored.response().contentType()).isEqualTo("video/mp4");
    }
    assertThat(api.uploads().read(reply.text("fileId")).orElseThrow().job())
        .contains(row(reply).id());
  }

  @Test
  void aFormMayNameAnUploadInsteadAndWhatNobodyFilledInCountsAsLeftOut() throws Exception {
    Reply upload = client.whole("a.mp4");
    byte[] form =
        new Form()
            .field("fileId", upload.text("upload_id"))
            .field("provider", "")
            .field("targetLanguage", " ")
            .file("file", "", "application/octet-stream", new byte[0])
            .bytes();

    Reply reply = api.postForm(PATH, Form.TYPE, form);

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.text("filePath")).isEqualTo(upload.text("key"));
    assertThat(reply.text("provider")).isEqualTo("transcribe");
  }

  @Test
  void aFileTooLargeForAFormIs413AndHearsOfTheUploadsCall() throws Exception {
    byte[] form = new Form().file("file", "a.mp4", "video/mp4", new byte[4_500_001]).bytes();

    Reply reply = api.postForm(PATH, Form.TYPE, form);

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.text("errorCode")).isEqualTo("file_too_large");
    assertThat(reply.text("error")).contains("POST /api/uploads");
    assertThat(api.postForm(PATH, Form.TYPE, new byte[5_000_000]).status()).isEqualTo(413);
  }

  @Test
  void aSenselessFormIs400() throws Exception {
    byte[] some = {1, 2, 3};
    List<byte[]> forms =
        List.of(
            some,
            new Form().bytes(),
            new Form().field("provider", "transcribe").bytes(),
            new Form().field("provider", "other").file("file", "a", "video/mp4", some).bytes(),
            new Form().file("file", "a.mp4", "video/mp4", new byte[0]).bytes(),
            new Form().file("file", "a.mp4", "no type", some).bytes(),
            new Form()
                .file("file", "a.mp4", "video/mp4", some)
                .file("other", "b.mp4", "video/mp4", some)
                .bytes(),
            new Form()
                .field("fileId", "0123456789abcdef0123456789abcdef")
                .file("file", "a.mp4", "video/mp4", some)
                .bytes());

    for (byte[] form : forms) {
      Reply reply = api.postForm(PATH, Form.TYPE, form);
      assertThat(reply.status()).isEqualTo(400);
      assertProblem(reply);
    }
  }

  private static Reply submit(String fileId, String more) throws Exception {
    return api.post(PATH, "{\"fileId\":\"%s\"%s}".formatted(fileId, more));
  }

  private static Reply submitted() throws Exception {
    Reply reply = submit(client.whole("talk.mp4").text("upload_id"), "");
    assertThat(reply.status()).isEqualTo(202);
    return reply;
  }

  private static Reply get(Reply submitted) throws Exception {
    return api.get(PATH + "/" + submitted.text("jobId"));
  }

  private static void assertState(Reply submitted, String status, String stage, int progress)
      throws Exception {
    JsonObject job = get(submitted).json();
    assertThat(job.requiredString("status")).isEqualTo(status);
    assertThat(job.requiredString("stage")).isEqualTo(stage);
    assertThat(job.requiredWholeNumber("progress", 0, 100)).isEqualTo(progress);
    assertThat(job.requiredString("message")).isNotBlank();
  }

  private static void assertProblem(Reply reply) throws Exception {
    assertThat(reply.header("content-type")).isEqualTo("application/json");
    assertThat(reply.text("error")).isNotBlank().isEqualTo(reply.text("message"));
    assertThat(reply.text("errorCode")).matches("[a-z_]+");
  }

  private static Job row(Reply submitted) throws Exception {
    JobId id = api.tokens().jobOf(submitted.text("jobId")).orElseThrow();
    return api.jobs().find(id).orElseThrow();
  }

  private static Job claimed(Reply submitted) throws Exception {
    Job pending = row(submitted);
    return moved(pending, pending.claimed("worker", Instant.now()));
  }

  private static Job moved(Job before, Job after) {
    assertThat(api.jobs().move(before, after)).isTrue();
    return after;
  }

  /** Ends the job with files of which the JSON one claims {@code more} bytes than it has. */
  private static Job completed(Job claimed, long more) {
    String document =
        Json.text(
            json ->
                json.writeRaw(
                    """
                    {"language":"en-US","duration_seconds":4.000,"no_speech":false,\
                    "speakers":[{"id":"spk_0","label":"Speaker 1"}],"segments":[\
                    {"id":1,"start":0.520,"end":2.910,"text":"Hello – 世界",\
                    "lines":["Hello – 世界"],"speaker":"spk_0","words":[\
                    {"start":0.520,"end":2.910,"text":"Hello","confidence":0.9,"speaker":"spk_0"}]},\
                    {"id":2,"start":3.000,"end":4.000,"text":"Bye","lines":["Bye"],"speaker":null,\
                    "words":[{"start":3.000,"end":4.000,"text":"Bye","confidence":null,"speaker":null}]}]}"""));
    Map<Format, String> files =
        Map.of(Format.SRT, Work.SRT, Format.VTT, Work.VTT, Format.JSON, document);
    SubtitleResult result =
        new SubtitleResult(
            MediaStore.prefixOf(claimed),
            Map.of(Format.SRT, 50L, Format.VTT, 7L, Format.JSON, 200L + more),
            Optional.of("en-US"),
            Duration.ofSeconds(4),
            2,
            3,
            1,
            List.of());
    files.forEach(
        (format, text) ->
            api.media()
                .write(
                    result.key(format),
                    format.contentType(),
                    text.getBytes(StandardCharsets.UTF_8)));
    return moved(claimed, claimed.completed(result, Instant.now()));
  }
}
