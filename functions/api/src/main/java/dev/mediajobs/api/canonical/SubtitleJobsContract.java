package dev.mediajobs.api.canonical;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.api.jobs.Results;
import dev.mediajobs.api.jobs.Submission;
import dev.mediajobs.jobs.Format;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Progress;
import dev.mediajobs.jobs.Result;
import dev.mediajobs.jobs.ShownProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The routes under {@code /api/jobs}: submit, look, download. */
public final class SubtitleJobsContract implements Contract {

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** How long a job must have been going on before it is worth asking less often. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Submission submission;
  private final JobAccess access;
  private final Results results;
  private final Clock clock;

  /** Over these services. */
  public SubtitleJobsContract(
      Submission submission, JobAccess access, Results results, Clock clock) {
    this.submission = submission;
    this.access = access;
    this.results = results;
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
    Job job = submission.accept(SubmitForm.read(request));
    String token = access.tokenOf(job);
    return Answer.json(202, json -> SubtitleJobJson.writeAccepted(job, token, json))
        .with("location", "/api/jobs/" + job.id())
        .with("retry-after", seconds(SHORTEST_PAUSE));
  }

  private Answer find(Request request) throws Refusal {
    Job job = access.open(request);
    Optional<Progress> shown = ShownProgress.of(job, clock.instant());
    Map<Format, String> inline = job.result().map(results::inline).orElse(Map.of());
    String token = access.tokenOf(job);
    Answer answer =
        Answer.json(200, json -> SubtitleJobJson.write(job, token, shown, inline, json));
    return job.status().isTerminal() ? answer : answer.with("retry-after", seconds(pause(job)));
  }

  private Answer download(Request request) throws Refusal {
    Job job = access.open(request);
    Format format = Format.of(request.path("format")).orElseThrow(SubtitleJobsContract::noFormat);
    Result result = job.result().orElseThrow(() -> noResult(job));
    return Answer.empty(302).with("location", results.address(job, result, format).toString());
  }

  private Duration pause(Job job) {
    Duration age = Duration.between(job.times().created(), clock.instant());
    return age.compareTo(YOUNG) < 0 ? SHORTEST_PAUSE : LONGEST_PAUSE;
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
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
        job.status().isTerminal()
            ? "The job is %s and has no result; its error_message says why."
            : "The job is %s. Download the result when it is completed.";
    return new Refusal(Problem.of(409, "not_completed", detail.formatted(job.status().text())));
  }
}
