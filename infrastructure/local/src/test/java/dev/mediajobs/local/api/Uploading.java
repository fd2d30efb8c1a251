package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import java.util.Map;

/** What a client does to upload and submit a file. */
record Uploading(ApiOnStack api) {

  /** Asks for leave to upload. */
  Reply open(String filename, long sizeBytes) throws Exception {
    return api.post(
        "/api/uploads",
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("filename", filename);
              json.writeNumberField("size_bytes", sizeBytes);
              json.writeStringField("content_type", "video/mp4");
              json.writeEndObject();
            }));
  }

  /** Puts the content where the answer says, with the headers that it says. */
  Reply put(Reply opened, byte[] content) throws Exception {
    JsonObject headers = opened.json().object("headers").orElseThrow();
    return api.put(
        opened.text("url"),
        content,
        Map.of(
            "content-type", headers.requiredString("content-type"),
            "if-none-match", headers.requiredString("if-none-match")));
  }

  /** Uploads a small file whole. */
  Reply whole(String filename) throws Exception {
    byte[] content = {1, 2, 3, 4, 5};
    Reply opened = open(filename, content.length);
    assertThat(opened.status()).isEqualTo(201);
    assertThat(put(opened, content).status()).isEqualTo(200);
    return opened;
  }

  /** Submits what was uploaded. */
  Reply submit(Reply opened, String filename) throws Exception {
    String key = opened.text("key");
    return api.post(
        "/api/jobs/submit",
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("key", key);
              json.writeStringField("filename", filename);
              json.writeEndObject();
            }));
  }

  /** Where the job is that an answer names. */
  String path(Reply submitted) throws Exception {
    return "/api/jobs/" + submitted.text("job_id");
  }

  /** The header that opens it. */
  String[] bearer(Reply submitted) throws Exception {
    return new String[] {"authorization", "Bearer " + submitted.text("access_token")};
  }

  /** Uploads a small file and submits it. */
  Reply submitted(String filename) throws Exception {
    Reply submitted = submit(whole(filename), filename);
    assertThat(submitted.status()).isEqualTo(202);
    return submitted;
  }
}
