package dev.mediajobs.local.cli.client;

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
import java.util.Optional;
import java.util.UUID;

/**
 * The speech jobs of one endpoint, for somebody who is signed in: the tokens of references are
 * theirs. Every method throws {@link ApiException} when the endpoint refuses, fails or can't be
 * reached, and {@link InterruptedException} when the calling thread is interrupted while it waits
 * for the answer.
 */
public final class SpeechApi implements JobLookup {
  private static final String JOBS = "/api/v1/jobs";
  private static final int NOT_FOUND = 404;

  private final ApiTransport transport;
  private final Downloads downloads;

  /**
   * @param endpoint where the API is
   * @param http sends the requests; must not follow redirects by itself
   * @param pauses waits between attempts
   * @param clock the time against which dates in answers are read
   */
  public SpeechApi(URI endpoint, HttpClient http, Pauses pauses, Clock clock) {
    this.transport = new ApiTransport(endpoint, http, pauses, clock);
    this.downloads = new Downloads(transport, http, pauses);
  }

  /**
   * Has a script spoken. Should the answer get lost, the same request is sent again and makes no
   * second job.
   *
   * @param script with turns for several roles, or with one text
   * @param token of whoever is signed in
   */
  public SubmittedJob submit(ObjectNode script, String token) throws InterruptedException {
    String kind = script.has("turns") ? "multi-role" : "single";
    HttpRequest request =
        signedIn(JOBS + "/tts/" + kind, token)
            .header("content-type", "application/json")
            .header("idempotency-key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(script.toString()))
            .build();
    Answer answer = transport.success(request, Repeatable.YES);
    return new SubmittedJob(
        new JobReference(answer.text(answer.body(), "id"), token),
        transport.retryAfter(answer),
        answer.body());
  }

  @Override
  public Job job(JobReference reference) throws InterruptedException {
    try {
      Answer answer =
          transport.success(
              signedIn(path(reference), reference.token()).GET().build(), Repeatable.YES);
      return Job.of(answer, transport.retryAfter(answer));
    } catch (ApiException.Refused e) {
      throw noSuchJob(e);
    }
  }

  /**
   * Writes the sound of a completed job to a file, which is made or replaced.
   *
   * @param format of its subtitles, to have those instead
   */
  public void download(JobReference reference, Optional<SubtitleFormat> format, Path target)
      throws InterruptedException {
    String query = format.map(one -> "?format=" + one.ending()).orElse("");
    try {
      downloads.fetch(
          signedIn(path(reference) + "/download" + query, reference.token()).GET().build(), target);
    } catch (ApiException.Refused e) {
      throw noSuchJob(e);
    }
  }

  private static ApiException noSuchJob(ApiException.Refused e) {
    return e.status() == NOT_FOUND
        ? new ApiException.NoSuchJob(
            e.code(), "there is no such job of yours, or it was kept long enough")
        : e;
  }

  private HttpRequest.Builder signedIn(String path, String token) {
    return transport.request(path).header("authorization", "Bearer " + token);
  }

  private static String path(JobReference reference) {
    return JOBS + "/" + URLEncoder.encode(reference.id(), StandardCharsets.UTF_8);
  }
}
