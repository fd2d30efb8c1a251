package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.jobs.CleanedResult;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.Product;
import dev.mediajobs.jobs.Products;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.jobs.Stage;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The editor's document, by its own examples. Each test is another user with three slots. */
class EditorJobsTest {

  /** The file of the document's example, with more in it than the example shows. */
  private static final String SEGMENTS =
      """
      {"language":"en-US","duration_seconds":10.000,"no_speech":false,"speakers":[],"segments":[
       {"id":1,"start":0.000,"end":3.000,"text":"Hello and welcome!","lines":["Hello and welcome!"],
        "speaker":null,"words":[{"start":0.0,"end":1.0,"text":"Hello","confidence":null}]},
       {"id":2,"start":3.000,"end":7.000,"text":"This is auto-generated content.","lines":[],
        "speaker":null,"words":[]},
       {"id":3,"start":7.250,"end":10.000,"text":"Powered by AI processing.","lines":[],
        "speaker":null,"words":[]}]}
      """;

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static int users;
  private static ApiOnStack api;
  private static Work work;

  private final UUID project = UUID.randomUUID();
  private Editor alice;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder);
    work = new Work(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void signIn() throws Exception {
    users++;
    alice = Editor.of(api, "alice" + users);
  }

  @ParameterizedTest
  @CsvSource({"noise-removal, 120", "subtitle-generation, 90"})
  void aJobBeginsPending(String type, int estimate) throws Exception {
    UUID asset = alice.ready(project, true);

    Reply begun = alice.begin(type, project, asset);

    assertThat(begun.status()).isEqualTo(201);
    Job job = alice.row(begun);
    String expected =
        """
        {"success":true,"data":{"job":{"jobId":"%s","type":"%s","status":"pending","progress":0,\
        "estimatedDuration":%d,"createdAt":"%s"}}}"""
            .formatted(job.id(), type, estimate, date(job.times().created()));
    assertThat(begun.body()).isEqualTo(expected);
    assertThat(begun.header("location")).isEqualTo("/api/ai/jobs/" + job.id());
    assertThat(shown(job).body()).isEqualTo(expected);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.takeMessages().toString().contains(job.id().toString()));
  }

  @Test
  void aJobThatAWorkerHasIsProcessing() throws Exception {
    Job claimed = work.claim(begun("noise-removal"));
    Job reporting =
        claimed.reporting(
            new Progress(Stage.ANALYZING, 45, Stage.ANALYZING.message()), Instant.now());
    assertThat(api.jobs().move(claimed, reporting)).isTrue();

    assertThat(shown(reporting).body())
        .isEqualTo(
            """
            {"success":true,"data":{"job":{"jobId":"%s","type":"noise-removal",\
            "status":"processing","progress":45,"estimatedDuration":120,"createdAt":"%s",\
            "startedAt":"%s"}}}"""
                .formatted(
                    reporting.id(),
                    date(reporting.times().created()),
                    date(reporting.times().started().orElseThrow())));
  }

  @Test
  void aCompletedSubtitleJobHasItsSubtitles() throws Exception {
    Job completed = subtitled(begun("subtitle-generation"));

    assertThat(shown(completed).body())
        .isEqualTo(
            """
            {"success":true,"data":{"job":{"jobId":"%s","type":"subtitle-generation",\
            "status":"completed","progress":100,"outputData":{"subtitles":[\
            {"startTime":0,"endTime":3,"text":"Hello and welcome!"},\
            {"startTime":3,"endTime":7,"text":"This is auto-generated content."},\
            {"startTime":7.25,"endTime":10,"text":"Powered by AI processing."}]},\
            "createdAt":"%s","startedAt":"%s","completedAt":"%s"}}}"""
                .formatted(
                    completed.id(),
                    date(completed.times().created()),
                    date(completed.times().started().orElseThrow()),
                    date(completed.times().completed().orElseThrow())));
  }

  @Test
  void aCompletedNoiseRemovalHasMadeAnAsset() throws Exception {
    Job completed = cleaned(begun("noise-removal"));
    UUID product = Product.AUDIO.assetOf(completed.id());
    String key = "assets/%s/%d/cleaned.mp3".formatted(product, completed.hold().fence());

    assertThat(shown(completed).body())
        .isEqualTo(
            """
            {"success":true,"data":{"job":{"jobId":"%s","type":"noise-removal",\
            "status":"completed","progress":100,"outputData":{"resultAssetId":"%s",\
            "resultAssetPath":"/%s","levelBefore":-40.0,"levelAfter":-60.5},"createdAt":"%s","startedAt":"%s","completedAt":"%s"}}}"""
                .formatted(
                    completed.id(),
                    product,
                    key,
                    date(completed.times().created()),
                    date(completed.times().started().orElseThrow()),
                    date(completed.times().completed().orElseThrow())));
    JsonObject asset = Editor.asset(alice.get("/api/assets/" + product));
    assertThat(asset.requiredString("jobId")).isEqualTo(completed.id().toString());
    assertThat(asset.requiredString("projectId")).isEqualTo(project.toString());
    assertThat(asset.requiredString("filename")).isEqualTo("talk (cleaned).mp3");
    assertThat(asset.bool("hasAudio")).contains(true);
    assertThat(api.getFrom(asset.requiredString("downloadUrl")).body()).isEqualTo("quiet");
    assertThat(alice.get("/api/projects/%s/assets".formatted(project)).body())
        .contains(product.toString());
    assertThat(alice.begin("subtitle-generation", project, product).status()).isEqualTo(201);
  }

  @Test
  void aWorkerThatLostItsHoldMakesNoAsset() throws Exception {
    Job begun = begun("noise-removal");
    Job claimed = work.claim(begun);
    CleanedResult result = published(claimed);
    Job released =
        claimed.retried(claimed.checkpoint(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
    assertThat(api.jobs().move(claimed, released)).isTrue();

    assertThat(api.jobs().move(claimed, claimed.completed(result, Instant.now()))).isFalse();

    assertThat(alice.get("/api/assets/" + Product.AUDIO.assetOf(begun.id())).status())
        .isEqualTo(404);
  }

  @Test
  void whatAWorkerLeftOfAnAssetThatNeverCameToBeGoesWithTheJob() throws Exception {
    Job claimed = work.claim(begun("noise-removal"));
    CleanedResult left = published(claimed);
    Job failed = claimed.failed(new Failure("unexpected_error", "No."), Instant.now());
    assertThat(api.jobs().move(claimed, failed)).isTrue();
    assertThat(api.media().size(left.key(left.audio()))).isPresent();

    api.clients()
        .dynamoDb()
        .deleteItem(
            delete ->
                delete
                    .tableName(api.table())
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("job#" + failed.id()),
                            "sk", AttributeValue.fromS("job"))));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.media().size(left.key(left.audio())).isEmpty());
  }

  @Test
  void aFailedJobSaysWhy() throws Exception {
    Job claimed = work.claim(begun("noise-removal"));
    Job failed =
        claimed.failed(
            new Failure("unexpected_error", "AI service temporarily unavailable"), Instant.now());
    assertThat(api.jobs().move(claimed, failed)).isTrue();

    assertThat(shown(failed).body())
        .isEqualTo(
            """
            {"success":true,"data":{"job":{"jobId":"%s","type":"noise-removal","status":"failed",\
            "progress":0,"errorMessage":"AI service temporarily unavailable","createdAt":"%s",\
            "startedAt":"%s","completedAt":"%s"}}}"""
                .formatted(
                    failed.id(),
                    date(failed.times().created()),
                    date(failed.times().started().orElseThrow()),
                    date(failed.times().completed().orElseThrow())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"noise-removal", "subtitle-generation"})
  void anAssetThatDoesNotExistIsNotFound(String type) throws Exception {
    UUID asset = alice.ready(project, true);
    String expected = "{\"success\":false,\"message\":\"Source asset not found\"}";

    Reply missing = alice.begin(type, project, UUID.randomUUID());
    Reply elsewhere = alice.begin(type, UUID.randomUUID(), asset);

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.body()).isEqualTo(expected);
    assertThat(elsewhere.status()).isEqualTo(404);
    assertThat(elsewhere.body()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "noise-removal, Cannot remove noise from assets without audio",
    "subtitle-generation, Cannot generate subtitles from assets without audio"
  })
  void anAssetWithoutSoundIsRefused(String type, String message) throws Exception {
    UUID unreadable = alice.uploaded(project, Editor.FILE);
    alice.assets().refuse(unreadable);

    for (UUID asset : List.of(alice.ready(project, false), unreadable)) {
      Reply refused = alice.begin(type, project, asset);

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body())
          .isEqualTo("{\"success\":false,\"message\":\"%s\"}".formatted(message));
    }
  }

  @Test
  void anAssetThatNobodyHasLookedIntoIsLetIn() throws Exception {
    UUID asset = alice.uploaded(project, Editor.FILE);

    assertThat(alice.begin("noise-removal", project, asset).status()).isEqualTo(201);
  }

  @Test
  void anAssetThatHasNotArrivedIsRefused() throws Exception {
    UUID asset = Editor.idOf(alice.announce(project, "a.mp4", 5));

    Reply refused = alice.begin("noise-removal", project, asset);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("message")).startsWith("The asset's file has not arrived yet.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"assetId\":\"5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11\"}",
        "{\"projectId\":\"5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11\"}",
        "{\"assetId\":null,\"projectId\":\"5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11\"}",
        "{\"assetId\":\"\",\"projectId\":\"\"}"
      })
  void bothNamesAreRequired(String body) throws Exception {
    for (String type : List.of("noise-removal", "subtitle-generation")) {
      Reply refused = alice.post("/api/ai/" + type, body);

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body())
          .isEqualTo("{\"success\":false,\"message\":\"Asset ID and Project ID are required\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"assetId\":7,\"projectId\":\"5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11\"}",
        "{\"assetId\":\"1-1-1-1-1\",\"projectId\":\"5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11\"}",
        "{\"assetId\":\"5f0c7e5e-8a39-4d6c-9f0e-2a1d7b9c4e11\",\"projectId\":\"../x\"}"
      })
  void aBodyThatMakesNoSenseIsRefused(String body) throws Exception {
    Reply refused = alice.post("/api/ai/noise-removal", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().bool("success")).contains(false);
    assertThat(refused.text("message")).isNotEmpty();
  }

  @Test
  void aUserHasThreeJobsAtOnce() throws Exception {
    UUID asset = alice.ready(project, true);
    Job first = alice.row(alice.begin("noise-removal", project, asset));
    for (int number = 2; number <= 3; number++) {
      assertThat(alice.begin("subtitle-generation", project, asset).status()).isEqualTo(201);
    }

    Reply refused = alice.begin("noise-removal", project, asset);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("retry-after")).isNotEmpty();
    assertThat(refused.body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"System busy. Maximum 3 jobs can run at once. Please"
                + " try again later.\"}");
    work.fail(first);
    assertThat(alice.begin("noise-removal", project, asset).status()).isEqualTo(201);
  }

  @Test
  void theListIsFiltered() throws Exception {
    Job cleaned = cleaned(begun("noise-removal"));
    Job subtitled = subtitled(begun("subtitle-generation"));
    UUID other = UUID.randomUUID();
    UUID asset = alice.ready(other, true);
    Job pending = alice.row(alice.begin("noise-removal", other, asset));
    Job failed = work.fail(begun("subtitle-generation"));

    assertThat(listed("")).containsExactly(failed.id(), pending.id(), subtitled.id(), cleaned.id());
    assertThat(listed("?projectId=" + project))
        .containsExactly(failed.id(), subtitled.id(), cleaned.id());
    assertThat(listed("?status=completed")).containsExactly(subtitled.id(), cleaned.id());
    assertThat(listed("?type=noise-removal")).containsExactly(pending.id(), cleaned.id());
    assertThat(listed("?projectId=" + other + "&status=processing")).isEmpty();
    assertThat(listed("?projectId=" + other + "&status=pending")).containsExactly(pending.id());
    assertThat(listed("?projectId=" + UUID.randomUUID())).isEmpty();
    assertThat(alice.get("/api/ai/jobs?projectId=" + other).body())
        .isEqualTo(
            """
            {"success":true,"data":{"jobs":[{"jobId":"%s","type":"noise-removal",\
            "status":"pending","progress":0,"estimatedDuration":120,"projectId":"%s",\
            "assetId":"%s","createdAt":"%s"}]}}"""
                .formatted(pending.id(), other, asset, date(pending.times().created())));
    assertThat(alice.get("/api/ai/jobs?type=subtitle-generation&status=completed").body())
        .contains("\"outputData\":{\"subtitles\":[{\"startTime\":0,")
        .doesNotContain("startedAt");
    assertThat(alice.get("/api/ai/jobs?status=failed").body())
        .contains("\"errorMessage\":\"No sound.\"");
  }

  @Test
  void aRunningJobIsFoundAgainByWhoeverComesBack() throws Exception {
    Job waiting = begun("noise-removal");
    Job running = work.claim(begun("noise-removal"));

    assertThat(listed("")).containsExactly(running.id(), waiting.id());
    assertThat(alice.get("/api/ai/jobs?status=processing&projectId=" + project).body())
        .isEqualTo(
            """
            {"success":true,"data":{"jobs":[{"jobId":"%s","type":"noise-removal",\
            "status":"processing","progress":0,"estimatedDuration":120,"projectId":"%s",\
            "assetId":"%s","createdAt":"%s"}]}}"""
                .formatted(
                    running.id(),
                    project,
                    running.source().asset().orElseThrow().asset(),
                    date(running.times().created())));
  }

  @ParameterizedTest
  @CsvSource({
    "projectId=x, projectId must be a valid UUID.",
    "projectId=, projectId must be a valid UUID.",
    "status=cancelled, 'status must be one of pending, processing, completed, failed.'",
    "status=Completed, 'status must be one of pending, processing, completed, failed.'",
    "type=single-tts, 'type must be one of noise-removal, subtitle-generation.'"
  })
  void aFilterThatMakesNoSenseIsRefused(String query, String message) throws Exception {
    Reply refused = alice.get("/api/ai/jobs?" + query);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body())
        .isEqualTo("{\"success\":false,\"message\":\"%s\"}".formatted(message));
  }

  @Test
  void aJobThatDoesNotExistIsNotFound() throws Exception {
    Reply missing = alice.get("/api/ai/jobs/" + UUID.randomUUID());

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.body()).isEqualTo("{\"success\":false,\"message\":\"Job not found\"}");
    assertThat(alice.get("/api/ai/jobs/x").status()).isEqualTo(400);
  }

  private Job begun(String type) throws Exception {
    Reply begun = alice.begin(type, project, alice.ready(project, true));
    assertThat(begun.status()).isEqualTo(201);
    return alice.row(begun);
  }

  private static Job subtitled(Job job) {
    Job completed = work.complete(job, 0);
    api.media()
        .write(
            completed.result(SubtitleResult.class).orElseThrow().key(Format.JSON),
            Format.JSON.contentType(),
            SEGMENTS.getBytes(StandardCharsets.UTF_8));
    return completed;
  }

  private static Job cleaned(Job job) {
    Job claimed = work.claim(job);
    Job completed = claimed.completed(published(claimed), Instant.now());
    assertThat(api.jobs().move(claimed, completed)).isTrue();
    return completed;
  }

  private static CleanedResult published(Job claimed) {
    byte[] sound = "quiet".getBytes(StandardCharsets.UTF_8);
    CleanedResult result =
        new CleanedResult(
            MediaStore.prefixOf(claimed),
            new ResultFile("cleaned.mp3", "audio/mpeg", sound.length),
            Optional.empty(),
            Duration.ofSeconds(5),
            new CleanedResult.Levels(-40, -60.5),
            List.of(),
            Optional.empty());
    api.media().write(result.key(result.audio()), "audio/mpeg", sound);
    return new Products(api.media()).publish(claimed, result);
  }

  private Reply shown(Job job) throws Exception {
    Reply shown = alice.get("/api/ai/jobs/" + job.id());
    assertThat(shown.status()).isEqualTo(200);
    return shown;
  }

  private List<JobId> listed(String query) throws Exception {
    Reply listed = alice.get("/api/ai/jobs" + query);
    assertThat(listed.status()).isEqualTo(200);
    List<JobId> jobs = new ArrayList<>();
    for (JsonObject one : listed.json().object("data").orElseThrow().objects("jobs")) {
      jobs.add(JobId.parse(one.requiredString("jobId")).orElseThrow());
    }
    return jobs;
  }

  private static String date(Instant instant) {
    return MILLISECONDS.format(instant);
  }
}
