package dev.mediajobs.local.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mediajobs.local.cli.client.ApiTransport.Repeatable;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * The editor's contract of one endpoint, for somebody who is signed in. Every method throws {@link
 * ApiException} when the endpoint refuses, fails or can't be reached, and {@link
 * InterruptedException} when the calling thread is interrupted while it waits for the answer.
 */
public final class EditorApi implements JobLookup {
  private static final int NOT_FOUND = 404;
  private static final String CLEANING = "cleaning";

  private final ApiTransport transport;
  private final Downloads downloads;
  private final String token;

  /**
   * @param endpoint where the API is
   * @param token the access token of whoever is signed in
   * @param http sends the requests; must not follow redirects by itself
   * @param pauses waits between attempts
   * @param clock the time against which dates in answers are read
   */
  public EditorApi(URI endpoint, String token, HttpClient http, Pauses pauses, Clock clock) {
    this.transport = new ApiTransport(endpoint, http, pauses, clock);
    this.downloads = new Downloads(transport, http, pauses);
    this.token = token;
  }

  /** The uploads of assets to a project. */
  UploadCalls uploads(String project) {
    return new UploadCalls() {
      @Override
      public UploadTicket create(SourceFile file) throws InterruptedException {
        ObjectNode body =
            object()
                .put("filename", file.name())
                .put("sizeBytes", file.size())
                .put("contentType", file.contentType());
        // An asset that never arrives costs nothing and expires, so asking twice does no harm.
        return UploadTicket.ofAsset(
            post("/api/projects/" + encoded(project) + "/assets", body, Repeatable.YES));
      }

      @Override
      public UploadTicket renew(String id) throws InterruptedException {
        return UploadTicket.ofAsset(get(assetPath(id)));
      }

      @Override
      public void complete(String id, Map<Integer, String> tags) throws InterruptedException {
        ObjectNode body = object();
        ArrayNode parts = body.putArray("parts");
        tags.forEach((number, tag) -> parts.addObject().put("number", number).put("etag", tag));
        post(assetPath(id) + "/complete", body, Repeatable.NO);
      }

      @Override
      public void abandon(String id) throws InterruptedException {
        delete(id);
      }
    };
  }

  /**
   * Has the noise of an asset taken away.
   *
   * @param video whether its picture is to come back too
   */
  public SubmittedJob removeNoise(String project, String asset, boolean video)
      throws InterruptedException {
    ObjectNode body = object().put("assetId", asset).put("projectId", project);
    if (video) {
      body.put("video", true);
    }
    Answer answer = post("/api/ai/noise-removal", body, Repeatable.NO);
    JsonNode job = answer.body().path("data").path("job");
    return new SubmittedJob(
        new JobReference(answer.text(job, "jobId"), token), transport.retryAfter(answer), job);
  }

  @Override
  public Job job(JobReference reference) throws InterruptedException {
    Answer answer;
    try {
      answer = get("/api/ai/jobs/" + encoded(reference.id()));
    } catch (ApiException.Refused e) {
      throw e.status() == NOT_FOUND
          ? new ApiException.NoSuchJob(
              e.code(), "there is no such job of yours, or it was kept long enough")
          : e;
    }
    JsonNode job = answer.body().path("data").path("job");
    JobStatus status =
        JobStatus.of(answer.text(job, "status"))
            .orElseThrow(() -> answer.senseless("an unknown status"));
    return new Job(
        status,
        job.path("progress").asInt(0),
        status == JobStatus.PROCESSING ? Optional.of(CLEANING) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Answer.optionalText(job, "errorMessage"),
        transport.retryAfter(answer),
        job);
  }

  /** The name of an asset's file. */
  public String filename(String asset) throws InterruptedException {
    Answer answer = get(assetPath(asset));
    return answer.text(answer.body().path("data").path("asset"), "filename");
  }

  /** Writes the file of an asset to one here, which is made or replaced. */
  public void download(String asset, Path target) throws InterruptedException {
    downloads.fetch(
        () -> {
          Answer answer = get(assetPath(asset));
          return answer.url(answer.body().path("data").path("asset"), "downloadUrl");
        },
        target);
  }

  /** Deletes an asset with its file. */
  public void delete(String asset) throws InterruptedException {
    transport.success(signedIn(assetPath(asset)).DELETE().build(), Repeatable.YES);
  }

  private Answer get(String path) throws InterruptedException {
    return transport.success(signedIn(path).GET().build(), Repeatable.YES);
  }

  private Answer post(String path, ObjectNode body, Repeatable repeatable)
      throws InterruptedException {
    HttpRequest request =
        signedIn(path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return transport.success(request, repeatable);
  }

  private HttpRequest.Builder signedIn(String path) {
    return transport.request(path).header("authorization", "Bearer " + token);
  }

  private static String assetPath(String asset) {
    return "/api/assets/" + encoded(asset);
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
