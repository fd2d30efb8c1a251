package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;

/** Who hands recordings in, and asks again whenever the answer is 503. */
public final class Person {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_TRIES = 6;

  private final Invocation api;
  private final HttpClient http;

  Person(Invocation api, HttpClient http) {
    this.api = api;
    this.http = http;
  }

  /** A job that was accepted. */
  public record Accepted(String id, String token) {}

  public Accepted handIn(byte[] recording) throws IOException, InterruptedException {
    JsonNode upload =
        ask(
            201,
            "POST /api/uploads",
            Map.of(),
            Map.of(),
            "{\"filename\":\"talk.mp4\",\"size_bytes\":%d,\"content_type\":\"video/mp4\"}"
                .formatted(recording.length));
    put(upload, recording);
    JsonNode job =
        ask(
            202,
            "POST /api/jobs/submit",
            Map.of(),
            Map.of("idempotency-key", UUID.randomUUID().toString()),
            "{\"key\":\"%s\",\"filename\":\"talk.mp4\"}".formatted(upload.path("key").asText()));
    return new Accepted(job.path("job_id").asText(), job.path("access_token").asText());
  }

  public JsonNode look(Accepted job) throws IOException {
    return ask(200, "GET /api/jobs/{job_id}", Map.of("job_id", job.id()), bearer(job), "");
  }

  /** Has a failed job tried again. */
  void retry(Accepted job) throws IOException {
    JsonNode answer =
        asked("POST /api/jobs/{job_id}/retry", Map.of("job_id", job.id()), bearer(job), "");
    // Who asks again because no answer came may be told that it is so already.
    assertThat(status(answer)).as("%s", answer).isIn(202, 409);
  }

  private static Map<String, String> bearer(Accepted job) {
    return Map.of("authorization", "Bearer " + job.token());
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

  private JsonNode ask(
      int expected,
      String route,
      Map<String, String> path,
      Map<String, String> headers,
      String body)
      throws IOException {
    JsonNode answer = asked(route, path, headers, body);
    assertThat(status(answer)).as("%s: %s", route, answer).isEqualTo(expected);
    return JSON.readTree(answer.path("body").asText());
  }

  private JsonNode asked(
      String route, Map<String, String> path, Map<String, String> headers, String body)
      throws IOException {
    JsonNode answer = JSON.readTree(api.of(event(route, path, headers, body)));
    for (int tries = 1; tries < MOST_TRIES && status(answer) == 503; tries++) {
      answer = JSON.readTree(api.of(event(route, path, headers, body)));
    }
    return answer;
  }

  private static int status(JsonNode answer) {
    return answer.path("statusCode").asInt();
  }

  private static String event(
      String route, Map<String, String> path, Map<String, String> headers, String body) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", route);
    event.putObject("requestContext").put("requestId", UUID.randomUUID().toString());
    ObjectNode pathParameters = event.putObject("pathParameters");
    path.forEach(pathParameters::put);
    ObjectNode fields = event.putObject("headers");
    fields.put("content-type", "application/json");
    headers.forEach(fields::put);
    event.put("body", body);
    return event.toString();
  }
}
