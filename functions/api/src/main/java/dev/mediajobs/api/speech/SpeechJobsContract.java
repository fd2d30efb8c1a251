package dev.mediajobs.api.speech;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.IdempotencyKey;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.identity.Identities;
import dev.mediajobs.api.jobs.Acceptance;
import dev.mediajobs.api.jobs.Cancellation;
import dev.mediajobs.api.jobs.OwnJobs;
import dev.mediajobs.api.jobs.Results;
import dev.mediajobs.api.jobs.ScriptSubmission;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.jobs.SpeechResult;
import dev.mediajobs.jobs.SpeechSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The routes under {@code /api/v1/jobs}: signed-in users have scripts spoken, see how far that is,
 * and take the sound. Who is not signed in learns nothing, not even whether a job exists.
 */
public final class SpeechJobsContract implements Contract {

  private static final String PAUSE_SECONDS = "2";

  private final Identities identities;
  private final ScriptForm form;
  private final ScriptSubmission submission;
  private final OwnJobs jobs;
  private final Cancellation cancellation;
  private final Results results;
  private final Clock clock;

  /**
   * Over these services.
   *
   * @param engines the engines that scripts may ask for
   */
  public SpeechJobsContract(
      Identities identities,
      SpeechEngines engines,
      ScriptSubmission submission,
      OwnJobs jobs,
      Cancellation cancellation,
      Results results,
      Clock clock) {
    this.identities = identities;
    this.form = new ScriptForm(engines);
    this.submission = submission;
    this.jobs = jobs;
    this.cancellation = cancellation;
    this.results = results;
    this.clock = clock;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "POST /api/v1/jobs/tts/multi-role",
        request -> submit(JobType.MULTI_ROLE_TTS, request),
        "POST /api/v1/jobs/tts/single",
        request -> submit(JobType.SINGLE_TTS, request),
        "GET /api/v1/jobs",
        this::list,
        "GET /api/v1/jobs/{job_id}",
        this::find,
        "DELETE /api/v1/jobs/{job_id}",
        this::cancel,
        "GET /api/v1/jobs/{job_id}/download",
        this::download);
  }

  @Override
  public Answer spell(Problem problem) {
    return ErrorJson.of(problem);
  }

  private Answer submit(JobType type, Request request) throws Refusal {
    Owner owner = owner(request);
    String body = request.body().text(ScriptForm.MOST_BYTES);
    SpeechSettings settings = form.read(type, body);
    Acceptance accepted =
        submission.accept(owner, settings, body, IdempotencyKey.of(request, body));
    return Answer.json(202, json -> SpeechJobJson.writeAccepted(accepted, settings, json))
        .with("location", "/api/v1/jobs/" + accepted.id())
        .with("retry-after", PAUSE_SECONDS);
  }

  private Answer list(Request request) throws Refusal {
    Owner owner = owner(request);
    ListQuery query = ListQuery.of(request);
    List<Job> newest = jobs.newest(owner, query.status(), query.limit());
    Instant now = clock.instant();
    return Answer.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("jobs");
          for (Job job : newest) {
            SpeechJobJson.write(job, now, json);
          }
          json.writeEndArray();
          json.writeNumberField("limit", query.limit());
          json.writeEndObject();
        });
  }

  private Answer find(Request request) throws Refusal {
    Job job = open(request);
    SpeechFiles files = SpeechFiles.of(job, results);
    Answer answer =
        Answer.json(200, json -> SpeechJobJson.write(job, files, clock.instant(), json));
    return job.status().isTerminal() ? answer : answer.with("retry-after", PAUSE_SECONDS);
  }

  private Answer cancel(Request request) throws Refusal {
    Job cancelled = cancellation.cancel(open(request));
    return Answer.json(200, json -> SpeechJobJson.write(cancelled, clock.instant(), json));
  }

  private Answer download(Request request) throws Refusal {
    Job job = open(request);
    Optional<SpeechResult> made = job.result(SpeechResult.class);
    if (made.isEmpty()) {
      throw new Refusal(notCompleted(job));
    }
    SpeechResult result = made.get();
    ResultFile file =
        request.query("format").isEmpty()
            ? result.audio()
            : chosen(result, request.query("format").get());
    return Answer.empty(302)
        .with("location", SpeechFiles.address(job, result, file, results).toString());
  }

  private static ResultFile chosen(SpeechResult result, String format) throws Refusal {
    List<ResultFile> offered =
        Stream.concat(Stream.of(result.audio()), result.subtitles().stream()).toList();
    return offered.stream()
        .filter(file -> SpeechFiles.ending(file).equals(format))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Problem.invalid(
                        List.of(
                            new FieldError(
                                "format",
                                "must be one of "
                                    + offered.stream()
                                        .map(SpeechFiles::ending)
                                        .collect(Collectors.joining(", ")))))));
  }

  private Job open(Request request) throws Refusal {
    return jobs.open(owner(request), request.path("job_id"));
  }

  private Owner owner(Request request) throws Refusal {
    return new Owner(identities.of(request).subject());
  }

  private static Problem notCompleted(Job job) {
    String detail =
        switch (job.status()) {
          case PENDING, PROCESSING ->
              "The job is %s. Download the audio when it is completed."
                  .formatted(job.status().text());
          case FAILED -> "The job has failed and has no audio; its error_message says why.";
          case CANCELLED, COMPLETED ->
              "The job is %s and has no audio.".formatted(job.status().text());
        };
    return Problem.of(409, "not_completed", detail);
  }
}
