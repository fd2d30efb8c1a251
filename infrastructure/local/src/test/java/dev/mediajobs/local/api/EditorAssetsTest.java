package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.jobs.Asset;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class EditorAssetsTest {

  private static ApiOnStack api;
  private static Editor alice;
  private static Work work;

  private final UUID project = UUID.randomUUID();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder, Map.of("UserJobLimit", "100"));
    alice = Editor.of(api, "alice");
    work = new Work(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aFileBecomesAnAssetThatCanBeDownloadedAgain() throws Exception {
    Reply announced = alice.announce(project, "talk – 世界.mp4", Editor.FILE.length);
    assertThat(announced.status()).isEqualTo(201);
    UUID id = Editor.idOf(announced);
    assertThat(announced.header("location")).isEqualTo("/api/assets/" + id);
    assertThat(Editor.asset(announced).requiredString("status")).isEqualTo("uploading");
    assertThat(alice.put(announced, Editor.FILE).status()).isEqualTo(200);

    Reply completed = alice.complete(id);

    assertThat(completed.status()).isEqualTo(200);
    assertThat(completed.body()).startsWith("{\"success\":true,\"data\":{\"asset\":{");
    assertThat(Editor.asset(completed).requiredString("status")).isEqualTo("ready");
    JsonObject found = Editor.asset(alice.get("/api/assets/" + id));
    assertThat(found.requiredString("filename")).isEqualTo("talk – 世界.mp4");
    assertThat(found.requiredString("projectId")).isEqualTo(project.toString());
    assertThat(found.requiredString("createdAt"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(found.bool("hasAudio")).isEmpty();
    assertThat(api.getFrom(found.requiredString("downloadUrl")).body())
        .isEqualTo(new String(Editor.FILE, StandardCharsets.UTF_8));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.takeMessages().contains("{\"asset_id\":\"%s\"}".formatted(id)));
  }

  @Test
  void whatAWorkerHasFoundOutIsShown() throws Exception {
    UUID id = alice.ready(project, true);

    JsonObject found = Editor.asset(alice.get("/api/assets/" + id));

    assertThat(found.bool("hasAudio")).contains(true);
    assertThat(alice.get("/api/assets/" + id).body()).contains("\"duration\":61.500");
  }

  @Test
  void aFileThatHasNotArrivedCanNotBeCompleted() throws Exception {
    UUID id = Editor.idOf(alice.announce(project, "a.mp4", 5));

    Reply completed = alice.complete(id);

    assertThat(completed.status()).isEqualTo(409);
    assertThat(completed.body())
        .isEqualTo(
            "{\"success\":false,\"message\":\"The file has not arrived yet. Send it to the upload"
                + " address first.\"}");
    assertThat(Editor.asset(alice.get("/api/assets/" + id)).object("upload")).isPresent();
  }

  @Test
  void aLargeFileIsUploadedInParts() throws Exception {
    JsonObject upload =
        Editor.asset(alice.announce(project, "a.mp4", 150_000_000)).object("upload").orElseThrow();

    assertThat(upload.objects("parts")).hasSize(9);
    assertThat(upload.requiredWholeNumber("partSize", 1, 1L << 40)).isEqualTo(16L << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"filename\":\"\",\"sizeBytes\":5}",
        "{\"filename\":\"a.mp4\"}",
        "{\"filename\":\"a.mp4\",\"sizeBytes\":0}",
        "{\"filename\":\"a.mp4\",\"sizeBytes\":-1}",
        "{\"filename\":\"a.mp4\",\"size_bytes\":5}",
        "{\"filename\":\"a.mp4\",\"sizeBytes\":5,\"contentType\":\"x\"}"
      })
  void anAnnouncementThatMakesNoSenseIsRefused(String body) throws Exception {
    Reply refused = alice.post("/api/projects/%s/assets".formatted(project), body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().bool("success")).contains(false);
    assertThat(refused.text("message")).isNotEmpty();
  }

  @Test
  void aFileLargerThanMayBeIsRefused() throws Exception {
    assertThat(alice.announce(project, "a.mp4", 5_000_000_001L).status()).isEqualTo(413);
  }

  @Test
  void theAssetsOfAProjectComeNewestFirst() throws Exception {
    UUID first = alice.uploaded(project, Editor.FILE);
    UUID second = alice.uploaded(project, Editor.FILE);
    alice.uploaded(UUID.randomUUID(), Editor.FILE);

    Reply listed = alice.get("/api/projects/%s/assets".formatted(project));

    assertThat(listed.status()).isEqualTo(200);
    List<JsonObject> assets = listed.json().object("data").orElseThrow().objects("assets");
    assertThat(assets).hasSize(2);
    assertThat(assets.getFirst().requiredString("assetId")).isEqualTo(second.toString());
    assertThat(assets.getLast().requiredString("assetId")).isEqualTo(first.toString());
  }

  @Test
  void anAssetIsDeletedWithItsObjects() throws Exception {
    UUID id = alice.uploaded(project, Editor.FILE);

    Reply deleted = alice.delete("/api/assets/" + id);

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.body()).isEqualTo("{\"success\":true}");
    assertThat(alice.get("/api/assets/" + id).status()).isEqualTo(404);
    assertThat(alice.delete("/api/assets/" + id).status()).isEqualTo(404);
    assertThat(alice.complete(id).status()).isEqualTo(404);
    assertThat(alice.get("/api/projects/%s/assets".formatted(project)).body())
        .isEqualTo("{\"success\":true,\"data\":{\"assets\":[]}}");
    assertThat(alice.begin("subtitle-generation", project, id).status()).isEqualTo(404);
    assertThat(api.media().size(Asset.uploadKey(id))).isEmpty();
  }

  @Test
  void whatArrivesAtADeletedAssetGoesWithItsRow() throws Exception {
    Reply announced = alice.announce(project, "a.mp4", Editor.FILE.length);
    UUID id = Editor.idOf(announced);
    assertThat(alice.delete("/api/assets/" + id).status()).isEqualTo(200);
    assertThat(alice.put(announced, Editor.FILE).status()).isEqualTo(200);
    assertThat(alice.complete(id).status()).isEqualTo(404);

    api.clients()
        .dynamoDb()
        .deleteItem(
            delete ->
                delete
                    .tableName(api.table())
                    .key(
                        Map.of(
                            "pk",
                            AttributeValue.fromS("asset#" + id),
                            "sk",
                            AttributeValue.fromS("asset"))));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.media().size(Asset.uploadKey(id)).isEmpty());
  }

  @Test
  void anAssetIsNotDeletedWhileAJobWorksOnIt() throws Exception {
    UUID id = alice.ready(project, true);
    Job first = alice.row(alice.begin("subtitle-generation", project, id));
    Job second = alice.row(alice.begin("noise-removal", project, id));

    assertThat(alice.delete("/api/assets/" + id).status()).isEqualTo(409);
    work.fail(first);
    assertThat(alice.delete("/api/assets/" + id).status()).isEqualTo(409);
    assertThat(alice.get("/api/assets/" + id).status()).isEqualTo(200);
    work.fail(second);
    assertThat(alice.delete("/api/assets/" + id).status()).isEqualTo(200);
  }

  @Test
  void noJobIsMadeOfAnAssetThatIsDeletedMeanwhile() throws Exception {
    UUID id = alice.ready(project, true);
    Asset read = alice.assets().find(id).orElseThrow();
    assertThat(alice.assets().delete(read)).isTrue();
    Job job =
        Job.submitted(
            JobId.random(),
            Origin.EDITOR,
            Optional.of(read.owner()),
            read.source(),
            SubtitleSettings.DEFAULT,
            Instant.now());

    assertThat(api.jobs().submit(job, read, List.of())).isEqualTo(Submitted.UPLOAD_CHANGED);
    assertThat(api.jobs().find(job.id())).isEmpty();
  }

  @Test
  void anAssetOfWhichAJobIsMadeMeanwhileIsNotDeleted() throws Exception {
    UUID id = alice.ready(project, true);
    Asset read = alice.assets().find(id).orElseThrow();
    assertThat(alice.begin("subtitle-generation", project, id).status()).isEqualTo(201);

    assertThat(alice.assets().delete(read)).isFalse();
    assertThat(alice.get("/api/assets/" + id).status()).isEqualTo(200);
  }
}
