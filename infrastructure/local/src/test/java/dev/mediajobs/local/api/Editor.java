package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.AssetFacts;
import dev.mediajobs.jobs.AssetStore;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the editor of a signed-in user does. */
record Editor(ApiOnStack api, String authorization) {

  private static final Duration LONG = Duration.ofHours(1);

  static final byte[] FILE = {1, 2, 3, 4, 5};

  static Editor of(ApiOnStack api, String user) throws Exception {
    return new Editor(api, api.signedIn(user, LONG));
  }

  Reply get(String path) throws Exception {
    return api.get(path, "authorization", authorization);
  }

  Reply post(String path, String body) throws Exception {
    return api.post(path, body, "authorization", authorization);
  }

  Reply delete(String path) throws Exception {
    return api.delete(path, "authorization", authorization);
  }

  Reply announce(UUID project, String filename, long bytes) throws Exception {
    return post(
        "/api/projects/%s/assets".formatted(project),
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("filename", filename);
              json.writeNumberField("sizeBytes", bytes);
              json.writeStringField("contentType", "video/mp4");
              json.writeEndObject();
            }));
  }

  /** Puts the file where the answer says. */
  Reply put(Reply announced, byte[] file) throws Exception {
    JsonObject upload = asset(announced).object("upload").orElseThrow();
    JsonObject headers = upload.object("headers").orElseThrow();
    return api.put(
        upload.requiredString("url"),
        file,
        Map.of(
            "content-type", headers.requiredString("content-type"),
            "if-none-match", headers.requiredString("if-none-match")));
  }

  Reply complete(UUID asset) throws Exception {
    return post("/api/assets/%s/complete".formatted(asset), "");
  }

  /** Uploads a file whole, which no worker has looked into. */
  UUID uploaded(UUID project, byte[] file) throws Exception {
    Reply announced = announce(project, "talk.mp4", file.length);
    assertThat(announced.status()).isEqualTo(201);
    assertThat(put(announced, file).status()).isEqualTo(200);
    UUID asset = idOf(announced);
    assertThat(complete(asset).status()).isEqualTo(200);
    return asset;
  }

  /** Uploads a small file whole, in which a worker has found sound, or not. */
  UUID ready(UUID project, boolean hasAudio) throws Exception {
    UUID asset = uploaded(project, FILE);
    assets().keep(asset, new AssetFacts(hasAudio, Optional.of(Duration.ofMillis(61_500))));
    return asset;
  }

  Reply begin(String type, UUID project, UUID asset) throws Exception {
    return post(
        "/api/ai/" + type, "{\"assetId\":\"%s\",\"projectId\":\"%s\"}".formatted(asset, project));
  }

  AssetStore assets() {
    return new AssetStore(api.clients().dynamoDb(), api.table(), Clock.systemUTC());
  }

  static JsonObject asset(Reply reply) throws Exception {
    return reply.json().object("data").orElseThrow().object("asset").orElseThrow();
  }

  static UUID idOf(Reply reply) throws Exception {
    return UUID.fromString(asset(reply).requiredString("assetId"));
  }

  static JsonObject job(Reply reply) throws Exception {
    return reply.json().object("data").orElseThrow().object("job").orElseThrow();
  }

  /** The row of the job that an answer names. */
  Job row(Reply reply) throws Exception {
    return api.jobs()
        .find(JobId.parse(job(reply).requiredString("jobId")).orElseThrow())
        .orElseThrow();
  }
}
