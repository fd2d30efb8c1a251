package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.mediajobs.local.faults.HttpApi.Question;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;

/** Who hands recordings in. */
public final class Person {

  private static final JsonMapper JSON = new JsonMapper();
  private static final long SMALLEST_IN_PARTS = 100_000_001;

  private final HttpApi api;
  private final HttpClient http;

  Person(HttpApi api, HttpClient http) {
    this.api = api;
    this.http = http;
  }

  /** A job that was accepted. */
  public record Accepted(String id, String token) {}

  /** Uploads a recording and submits it. */
  public Accepted handIn(byte[] recording) throws IOException, InterruptedException {
    JsonNode upload = api.ask(opening(recording.length), 201);
    put(upload, recording);
    JsonNode job =
        api.ask(
            new Question(
                "POST /api/jobs/submit",
                Map.of(),
                Map.of("idempotency-key", UUID.randomUUID().toString()),
                "{\"key\":\"%s\",\"filename\":\"talk.mp4\"}"
                    .formatted(upload.path("key").asText())),
            202);
    return new Accepted(job.path("job_id").asText(), job.path("access_token").asText());
  }

  /** Looks how far a job is. */
  public JsonNode look(Accepted job) throws IOException {
    return api.ask(Question.about(job, "GET /api/jobs/{job_id}"), 200);
  }

  /** Has a failed job tried again. */
  void retry(Accepted job) throws IOException {
    // Who asks again because no answer came may be told that it is so already.
    api.ask(Question.about(job, "POST /api/jobs/{job_id}/retry"), 202, 409);
  }

  /** Begins an upload of many parts, looks at it and takes it back. */
  void changeMind() throws IOException {
    Map<String, String> path = Map.of("upload_id", beginInParts());
    api.ask(Question.of("GET /api/uploads/{upload_id}", path), 200);
    api.ask(Question.of("DELETE /api/uploads/{upload_id}", path), 204, 404);
    api.ask(Question.of("GET /api/uploads/{upload_id}", path), 404);
  }

  /** Begins an upload of many parts; gives its id. */
  String beginInParts() throws IOException {
    return api.ask(opening(300_000_000), 201).path("upload_id").asText();
  }

  /**
   * An upload that is whole.
   *
   * @param id its id
   * @param key the key of its object
   * @param bytes the size of that
   */
  record Uploaded(String id, String key, long bytes) {}

  /** Uploads the smallest file that goes in parts, and makes it whole. */
  Uploaded uploadInParts() throws IOException, InterruptedException {
    JsonNode upload = api.ask(opening(SMALLEST_IN_PARTS), 201);
    String id = upload.path("upload_id").asText();
    ArrayNode claims = JSON.createArrayNode();
    long left = SMALLEST_IN_PARTS;
    for (JsonNode part : upload.path("parts")) {
      int length = Math.toIntExact(Math.min(left, upload.path("part_size").asLong()));
      HttpRequest put =
          HttpRequest.newBuilder(URI.create(part.path("url").asText()))
              .PUT(BodyPublishers.ofByteArray(new byte[length]))
              .build();
      HttpResponse<String> answer = http.send(put, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      claims
          .addObject()
          .put("number", claims.size())
          .put("etag", answer.headers().firstValue("etag").orElseThrow());
      left -= length;
    }
    JsonNode whole =
        api.ask(
            new Question(
                "POST /api/uploads/{upload_id}/complete",
                Map.of("upload_id", id),
                Map.of(),
                JSON.createObjectNode().set("parts", claims).toString()),
            200);
    assertThat(whole.path("status").asText()).isEqualTo("complete");
    return new Uploaded(id, upload.path("key").asText(), SMALLEST_IN_PARTS);
  }

  /** Takes an upload back. */
  void takeBack(Uploaded upload) throws IOException {
    Map<String, String> path = Map.of("upload_id", upload.id());
    api.ask(Question.of("DELETE /api/uploads/{upload_id}", path), 204, 404);
  }

  /** Lists a job, takes back the links to it, cancels it. */
  void giveUp(Accepted job) throws IOException {
    JsonNode list =
        api.ask(
            Question.of("POST /api/jobs/list", "{\"tokens\":[\"%s\"]}".formatted(job.token())),
            200);
    assertThat(list.path("total").asInt()).isEqualTo(1);
    api.ask(Question.about(job, "DELETE /api/jobs/{job_id}/share"), 204);
    api.ask(Question.about(job, "DELETE /api/jobs/{job_id}"), 200);
  }

  private static Question opening(long bytes) {
    return Question.of(
        "POST /api/uploads",
        "{\"filename\":\"talk.mp4\",\"size_bytes\":%d,\"content_type\":\"video/mp4\"}"
            .formatted(bytes));
  }

  private void put(JsonNode upload, byte[] recording) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
            .PUT(BodyPublishers.ofByteArray(recording));
    upload
        .path("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }
}
