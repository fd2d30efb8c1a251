package dev.mediajobs.localstack;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.ApiHandler;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A client of the API function: fed with the gateway's events, uploading as a browser does. */
final class Api implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ApiHandler handler;
  private final HttpClient http = client();

  Api(Deployment deployment) {
    this.handler = new ApiHandler(deployment.environmentOf("ApiFunction"));
  }

  /** What a browser speaks where there is no TLS; the default would offer every server HTTP/2. */
  static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /** Asks for leave to upload. */
  Reply open(long sizeBytes) throws Exception {
    return call(
        "POST /api/uploads",
        Map.of(),
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("filename", "talk.mp4");
              json.writeNumberField("size_bytes", sizeBytes);
              json.writeStringField("content_type", "video/mp4");
              json.writeEndObject();
            }));
  }

  /** How far the upload is. */
  Reply upload(String id) throws Exception {
    return call("GET /api/uploads/{upload_id}", Map.of("upload_id", id), "");
  }

  /** Says that all parts are there. */
  Reply complete(String id, String parts) throws Exception {
    return call("POST /api/uploads/{upload_id}/complete", Map.of("upload_id", id), parts);
  }

  /** Takes leave to upload back. */
  Reply withdraw(String id) throws Exception {
    return call("DELETE /api/uploads/{upload_id}", Map.of("upload_id", id), "");
  }

  /** Submits what was uploaded, in a language that every speech service takes. */
  Reply submit(String key) throws Exception {
    return call(
        "POST /api/jobs/submit",
        Map.of(),
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("key", key);
              json.writeStringField("filename", "talk.mp4");
              json.writeStringField("language", "en-US");
              json.writeBooleanField("force_language", true);
              json.writeNumberField("num_speakers", 1);
              json.writeEndObject();
            }));
  }

  /** A job as its owner sees it. */
  Reply job(Reply submitted) throws Exception {
    return jobRoute(submitted, "GET /api/jobs/{job_id}", Map.of());
  }

  /** Where one of a job's results can be had. */
  Reply download(Reply submitted, String format) throws Exception {
    return jobRoute(
        submitted, "GET /api/jobs/{job_id}/download/{format}", Map.of("format", format));
  }

  private Reply jobRoute(Reply submitted, String routeKey, Map<String, String> more)
      throws Exception {
    Map<String, String> path = new HashMap<>(more);
    path.put("job_id", submitted.text("job_id"));
    String token = submitted.text("access_token");
    return call(routeKey, path, "", Map.of("authorization", "Bearer " + token));
  }

  /** Puts the content where the answer says, with the headers that it says. */
  HttpResponse<String> put(Reply opened, byte[] content) throws Exception {
    JsonObject headers = opened.json().object("headers").orElseThrow();
    return put(
        opened.text("url"),
        content,
        "content-type",
        headers.requiredString("content-type"),
        "if-none-match",
        headers.requiredString("if-none-match"));
  }

  /** Puts content to a presigned address. */
  HttpResponse<String> put(String address, byte[] content, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).PUT(BodyPublishers.ofByteArray(content));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Gets what a presigned address leads to. */
  HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  private Reply call(String routeKey, Map<String, String> path, String body) throws Exception {
    return call(routeKey, path, body, Map.of());
  }

  private Reply call(
      String routeKey, Map<String, String> path, String body, Map<String, String> headers)
      throws Exception {
    String event =
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("version", "2.0");
              json.writeStringField("routeKey", routeKey);
              writeTexts(json, "headers", headers);
              writeTexts(json, "pathParameters", path);
              json.writeStringField("body", body);
              json.writeBooleanField("isBase64Encoded", false);
              json.writeEndObject();
            });
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        answer,
        Invocation.context());
    return new Reply(Json.object(answer.toString(StandardCharsets.UTF_8)));
  }

  private static void writeTexts(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  @Override
  public void close() {
    http.close();
  }
}
