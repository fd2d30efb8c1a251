package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
