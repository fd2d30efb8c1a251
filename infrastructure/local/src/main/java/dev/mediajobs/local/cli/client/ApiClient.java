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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs API of one endpoint. Every method throws {@link ApiException} when the endpoint refuses,
 * fails or can't be reached, and {@link InterruptedException} when the calling thread is
 * interrupted while it waits for the answer.
 */
public final class ApiClient implements JobLookup {
  private static final Logger LOG = LoggerFactory.getLogger(ApiClient.class);
  private static final int NOT_FOUND = 404;
  private static final int JOBS_PER_PAGE = 100;

  private final ApiTransport transport;
  private final Downloads downloads;

  /**
   * @param endpoint where the API is: an http or https address, with a path or without
   * @param http sends the requests; must not follow redirects by itself
   * @param pauses waits between attempts
   * @param clock the time against which dates in answers are read
   */
  public ApiClient(URI endpoint, HttpClient http, Pauses pauses, Clock clock) {
    this.transport = new ApiTransport(endpoint, http, pauses, clock);
    this.downloads = new Downloads(transport, http, pauses);
  }

  /** The uploads of recordings. */
  UploadCalls uploads() {
    return new UploadCalls() {
      @Override
      public UploadTicket create(SourceFile file) throws InterruptedException {
        ObjectNode body =
            object()
                .put("filename", file.name())
                .put("size_bytes", file.size())
                .put("content_type", file.contentType());
        // An upload that nobody uses costs nothing and expires, so asking twice does no harm.
        return UploadTicket.of(post("/api/uploads", body, Repeatable.YES));
      }

      @Override
      public UploadTicket renew(String id) throws InterruptedException {
        return UploadTicket.of(
            transport.success(
                transport.request("/api/uploads/" + encoded(id)).GET().build(), Repeatable.YES));
      }

      @Override
      public void complete(String id, Map<Integer, String> tags) throws InterruptedException {
        ObjectNode body = object();
        ArrayNode parts = body.putArray("parts");
        tags.forEach((number, tag) -> parts.addObject().put("number", number).put("etag", tag));
        post("/api/uploads/" + encoded(id) + "/complete", body, Repeatable.NO);
      }

      @Override
      public void abandon(String id) throws InterruptedException {
        transport.success(
            transport.request("/api/uploads/" + encoded(id)).DELETE().build(), Repeatable.NO);
      }
    };
  }

  /**
   * Makes a job of a complete upload. Should the answer get lost, the same request is sent again
   * and makes no second job.
   */
  public SubmittedJob submit(UploadedFile file, JobSettings settings) throws InterruptedException {
    ObjectNode body =
        object()
            .put("key", file.key())
            .put("filename", file.source().name())
            .put("file_size_bytes", file.source().size());
    settings.language().ifPresent(code -> body.put("language", code).put("force_language", true));
    settings.speakers().ifPresent(count -> body.put("num_speakers", count));
    if (settings.denoise()) {
      body.put("denoise", true);
    }
    HttpRequest request =
        posting("/api/jobs/submit", body)
            .header("idempotency-key", UUID.randomUUID().toString())
            .build();
    Answer answer = transport.success(request, Repeatable.YES);
    JobReference reference =
        new JobReference(
            answer.text(answer.body(), "job_id"), answer.text(answer.body(), "access_token"));
    return new SubmittedJob(reference, transport.retryAfter(answer), answer.body());
  }

  @Override
  public Job job(JobReference reference) throws InterruptedException {
    Answer answer = of(authorized(jobPath(reference), reference).GET().build(), Repeatable.YES);
    return Job.of(answer, transport.retryAfter(answer));
  }

  /**
   * How jobs stand now.
   *
   * @param tokens their access tokens, 1,000 at most
   */
  public JobList jobs(List<String> tokens) throws InterruptedException {
    ObjectNode body = object();
    tokens.forEach(body.putArray("tokens")::add);
    Map<String, Job> jobs = new LinkedHashMap<>();
    int invalid = 0;
    for (int page = 1; ; page++) {
      body.put("page", page).put("per_page", JOBS_PER_PAGE);
      JsonNode answer = post("/api/jobs/list", body, Repeatable.YES).body();
      answer
          .path("jobs")
          .forEach(
              job -> Job.told(job).ifPresent(one -> jobs.put(job.path("job_id").asText(), one)));
      invalid = answer.path("invalid_tokens").size();
      if (jobs.size() >= answer.path("total").asInt(0) || answer.path("jobs").isEmpty()) {
        return new JobList(jobs, invalid);
      }
    }
  }

  @Override
  public Optional<URI> socket() throws InterruptedException {
    try {
      Answer answer =
          transport.success(transport.request("/api/socket").GET().build(), Repeatable.NO);
      return Answer.optionalText(answer.body(), "url").flatMap(transport::socketAddress);
    } catch (ApiException.Refused | ApiException.Unavailable nowhere) {
      LOG.debug("the endpoint tells of no WebSocket API", nowhere);
      return Optional.empty();
    }
  }

  /**
   * Takes a pending job back.
   *
   * @return what the endpoint said
   * @throws ApiException.NoSuchJob if there is none of this id and token
   */
  public JsonNode cancel(JobReference reference) throws InterruptedException {
    return of(authorized(jobPath(reference), reference).DELETE().build(), Repeatable.YES).body();
  }

  /**
   * Has a failed job tried once more.
   *
   * @return what the endpoint said
   * @throws ApiException.NoSuchJob if there is none of this id and token
   */
  public JsonNode retry(JobReference reference) throws InterruptedException {
    HttpRequest request =
        authorized(jobPath(reference) + "/retry", reference).POST(BodyPublishers.noBody()).build();
    return of(request, Repeatable.NO).body();
  }

  /**
   * The link that opens a job to whoever has it.
   *
   * @throws ApiException.NoSuchJob if there is none of this id and token
   */
  public ShareLink share(JobReference reference) throws InterruptedException {
    Answer answer = of(authorized(sharePath(reference), reference).GET().build(), Repeatable.YES);
    return new ShareLink(answer.url(answer.body(), "share_url"), answer.body());
  }

  /**
   * Takes that link back.
   *
   * @throws ApiException.NoSuchJob if there is none of this id and token
   */
  public void unshare(JobReference reference) throws InterruptedException {
    of(authorized(sharePath(reference), reference).DELETE().build(), Repeatable.YES);
  }

  /**
   * Writes the subtitles of a completed job to a file, which is made or replaced.
   *
   * @throws ApiException.NoSuchJob if there is no job of this id and token
   */
  public void download(JobReference reference, SubtitleFormat format, Path target)
      throws InterruptedException {
    String path = jobPath(reference) + "/download/" + format.ending();
    try {
      downloads.fetch(authorized(path, reference).GET().build(), target);
    } catch (ApiException.Refused e) {
      throw noSuchJob(e);
    }
  }

  /** The answer to a request about one job. */
  private Answer of(HttpRequest request, Repeatable repeatable) throws InterruptedException {
    try {
      return transport.success(request, repeatable);
    } catch (ApiException.Refused e) {
      throw noSuchJob(e);
    }
  }

  private static ApiException noSuchJob(ApiException.Refused e) {
    return e.status() == NOT_FOUND
        ? new ApiException.NoSuchJob(
            e.code(), "there is no such job, or the token is not its own, or it has expired")
        : e;
  }

  private HttpRequest.Builder authorized(String path, JobReference reference) {
    return transport.request(path).header("authorization", "Bearer " + reference.token());
  }

  private Answer post(String path, ObjectNode body, Repeatable repeatable)
      throws InterruptedException {
    return transport.success(posting(path, body).build(), repeatable);
  }

  private HttpRequest.Builder posting(String path, ObjectNode body) {
    return transport
        .request(path)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  private static String sharePath(JobReference reference) {
    return jobPath(reference) + "/share";
  }

  private static String jobPath(JobReference reference) {
    return "/api/jobs/" + encoded(reference.id());
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
