package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.local.worker.Recordings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The editor's whole way, with workers that work. */
class EditorWholeTest {

  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void aNoisyVideoBecomesACleanedSoundAndACleanedVideo() throws Exception {
    UUID project = UUID.randomUUID();
    try (ApiOnStack api = ApiOnStack.startWorking(folder, "good morning everybody")) {
      Editor alice = Editor.of(api, "alice");
      UUID asset = alice.uploaded(project, Recordings.noisyVideo());

      String cleaning =
          Editor.job(
                  alice.post(
                      "/api/ai/noise-removal",
                      "{\"assetId\":\"%s\",\"projectId\":\"%s\",\"video\":true}"
                          .formatted(asset, project)))
              .requiredString("jobId");
      String subtitling =
          Editor.job(
                  alice.post(
                      "/api/ai/subtitle-generation",
                      "{\"assetId\":\"%s\",\"projectId\":\"%s\",\"denoise\":true}"
                          .formatted(asset, project)))
              .requiredString("jobId");
      await().atMost(SOON).until(() -> hasEnded(alice, cleaning) && hasEnded(alice, subtitling));

      Reply cleaned = alice.get("/api/ai/jobs/" + cleaning);
      JsonNode levels = new JsonMapper().readTree(cleaned.body()).findValue("outputData");
      assertThat(levels.path("levelAfter").asDouble())
          .isLessThan(levels.path("levelBefore").asDouble())
          .isGreaterThan(-120);
      JsonObject made = Editor.job(cleaned).object("outputData").orElseThrow();
      assertThat(made.strings("notes")).isEmpty();
      JsonObject audio =
          Editor.asset(alice.get("/api/assets/" + made.requiredString("resultAssetId")));
      assertThat(audio.requiredString("filename")).isEqualTo("talk (cleaned).m4a");
      assertThat(audio.requiredString("contentType")).isEqualTo("audio/mp4");
      assertThat(audio.bool("hasAudio")).contains(true);
      JsonObject video =
          Editor.asset(alice.get("/api/assets/" + made.requiredString("resultVideoAssetId")));
      assertThat(video.requiredString("filename")).isEqualTo("talk (cleaned).mp4");
      assertThat(video.requiredString("contentType")).isEqualTo("video/mp4");
      assertThat(alice.get("/api/projects/%s/assets".formatted(project)).body())
          .contains(audio.requiredString("assetId"), video.requiredString("assetId"));
      assertThat(api.getFrom(audio.requiredString("downloadUrl")).status()).isEqualTo(200);
      assertThat(api.getFrom(video.requiredString("downloadUrl")).status()).isEqualTo(200);
      assertThat(alice.get("/api/ai/jobs/" + subtitling).body())
          .containsIgnoringCase("good morning everybody");
      assertThat(alice.delete("/api/assets/" + audio.requiredString("assetId")).status())
          .isEqualTo(200);
      assertThat(api.getFrom(video.requiredString("downloadUrl")).status()).isEqualTo(200);
    }
  }

  private static boolean hasEnded(Editor editor, String job) throws Exception {
    return Editor.job(editor.get("/api/ai/jobs/" + job))
        .requiredString("status")
        .equals("completed");
  }

  @Test
  void anUploadedVideoIsLookedIntoAndSubtitled() throws Exception {
    UUID project = UUID.randomUUID();
    try (ApiOnStack api = ApiOnStack.startWorking(folder, "good morning everybody")) {
      Editor alice = Editor.of(api, "alice");
      UUID asset = alice.uploaded(project, Recordings.video("3"));
      UUID noise = alice.uploaded(project, Editor.FILE);
      await()
          .atMost(SOON)
          .until(() -> alice.assets().find(asset).orElseThrow().facts().isPresent());

      JsonObject probed = Editor.asset(alice.get("/api/assets/" + asset));
      assertThat(probed.bool("hasAudio")).contains(true);
      assertThat(alice.assets().find(asset).orElseThrow().facts().orElseThrow().duration())
          .hasValueSatisfying(
              length ->
                  assertThat(length).isCloseTo(Duration.ofSeconds(3), Duration.ofMillis(200)));
      await().atMost(SOON).until(() -> alice.assets().find(noise).orElseThrow().isSilent());
      assertThat(alice.begin("noise-removal", project, noise).body())
          .contains("Cannot remove noise from assets without audio");

      Reply begun = alice.begin("subtitle-generation", project, asset);
      String job = Editor.job(begun).requiredString("jobId");
      await()
          .atMost(SOON)
          .until(
              () ->
                  alice
                      .get("/api/ai/jobs?status=completed&projectId=" + project)
                      .body()
                      .contains(job));

      assertThat(alice.get("/api/ai/jobs/" + job).body())
          .containsIgnoringCase("\"text\":\"good morning everybody");
      assertThat(alice.get("/api/ai/jobs?status=pending").body())
          .isEqualTo("{\"success\":true,\"data\":{\"jobs\":[]}}");
      assertThat(alice.delete("/api/assets/" + asset).status()).isEqualTo(200);
      assertThat(alice.get("/api/ai/jobs/" + job).status()).isEqualTo(200);
    }
  }
}
