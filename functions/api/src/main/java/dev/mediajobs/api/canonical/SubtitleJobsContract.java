package dev.mediajobs.api.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.EntityTag;
import dev.mediajobs.api.http.IdempotencyKey;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.jobs.Acceptance;
import dev.mediajobs.api.jobs.Callbacks;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.api.jobs.OpenedJob;
import dev.mediajobs.api.jobs.Results;
import dev.mediajobs.api.jobs.Submission;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Result;
import dev.mediajobs.jobs.ShownProgress;
import dev.mediajobs.jobs.SubtitleResult;
import dev.mediajobs.json.Json;
import dev.mediajobs.outbound.Reach;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The routes under {@code /api/jobs} to submit a job, look at it and download its result. */
public final class SubtitleJobsContract implements Contract {

  private final Submission submission;
  private final JobAccess access;
  private final Results results;
  private final Callbacks callbacks;
  private final Reach reach;
  private final Clock clock;

  /**
   * Over these services.
   *
   * @param reach what callbacks may reach
   */
  public SubtitleJobsContract(
      Submission submission,
      JobAccess access,
      Results results,
      Callbacks callbacks,
      Reach reach,
      Clock clock) {
    this.submission = submission;
    this.access = access;
    this.results = results;
    this.callbacks = callbacks;
    this.reach = reach;
    this.clock = clock;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "POST /api/jobs/submit", this::submit,
        "GET /api/jobs/{job_id}", this::find,
        "GET /api/jobs/{job_id}/download/{format}", this::download);
  }

  @Override
  public Answer spell(Problem problem) {
    return ProblemDetails.of(problem);
  }

  private Answer submit(Request request) throws Refusal {
    Acceptance accepted =
        submission.accept(SubmitForm.read(request, reach), IdempotencyKey.of(request));
    String token = access.tokenOf(accepted);
    Optional<String> secret = callbacks.secretOf(accepted);
    return Polling.begun(
        Answer.json(202, json -> SubtitleJobJson.writeAccepted(accepted, token, secret, json)),
        accepted.id());
  }

  private Answer find(Request request) throws Refusal {
    OpenedJob opened = access.open(request);
    Job job = opened.job();
    Instant now = clock.instant();
    EntityTag tag = tag(opened, now);
    Answer answer =
        tag.isKnownTo(request)
            ? Answer.empty(304)
            : Answer.json(200, json -> write(opened, now, inline(job), json));
    return Polling.advised(answer.with("etag", tag.value()), List.of(job), now);
  }

  private Answer download(Request request) throws Refusal {
    Job job = access.open(request).job();
    Format format = Format.of(request.path("format")).orElseThrow(SubtitleJobsContract::noFormat);
    SubtitleResult result = job.result(SubtitleResult.class).orElseThrow(() -> noResult(job));
    return Answer.empty(302).with("location", results.address(job, result, format).toString());
  }

  /**
   * Files never change once they are a job's result: where they lie stands for what is in them, and
   * nothing has to be read to know whether a client has it.
   */
  private EntityTag tag(OpenedJob opened, Instant now) {
    return EntityTag.of(
        Json.text(json -> write(opened, now, Map.of(), json)),
        opened.job().result().filter(results::isInline).map(Result::prefix).orElse(""));
  }

  private Map<Format, String> inline(Job job) {
    return job.result(SubtitleResult.class).map(results::inline).orElse(Map.of());
  }

  private static void write(
      OpenedJob opened, Instant now, Map<Format, String> inline, JsonGenerator json)
      throws IOException {
    Optional<Progress> shown = ShownProgress.of(opened.job(), now);
    SubtitleJobJson.write(opened.job(), opened.token(), shown, inline, json);
  }

  private static Refusal noFormat() {
    String formats =
        Arrays.stream(Format.values()).map(Format::ending).collect(Collectors.joining(", "));
    return new Refusal(
        Problem.of(
            404,
            "unknown_format",
            "There is no such format. Choose one of: %s.".formatted(formats)));
  }

  private static Refusal noResult(Job job) {
    String detail =
        switch (job.status()) {
          case PENDING, PROCESSING ->
              "The job is %s. Download the result when it is completed."
                  .formatted(job.status().text());
          case FAILED -> "The job has failed and has no result; its error_message says why.";
          case CANCELLED, COMPLETED ->
              "The job is %s and has no result.".formatted(job.status().text());
        };
    return new Refusal(Problem.of(409, "not_completed", detail));
  }
}
