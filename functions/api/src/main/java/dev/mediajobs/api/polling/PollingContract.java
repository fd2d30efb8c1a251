package dev.mediajobs.api.polling;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.api.jobs.Results;
import dev.mediajobs.api.jobs.Submission;
import dev.mediajobs.api.jobs.Wish;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.api.uploads.UploadArea;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Upload;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The routes under {@code /api/generate-subtitles}. Its clients send nothing but the job id that
 * they were given, so that id is the job's access token: it names the job and opens it.
 */
public final class PollingContract implements Contract {

  private static final String PATH = "/api/generate-subtitles";

  /** How often clients of this contract ask, in seconds. */
  private static final String PAUSE = "5";

  private final Submission submission;
  private final UploadArea uploads;
  private final Admission admission;
  private final JobAccess access;
  private final Results results;
  private final Clock clock;

  /**
   * Over these services.
   *
   * @param admission of those who are not signed in
   * @param access to the jobs of this contract
   */
  public PollingContract(
      Submission submission,
      UploadArea uploads,
      Admission admission,
      JobAccess access,
      Results results,
      Clock clock) {
    this.submission = submission;
    this.uploads = uploads;
    this.admission = admission;
    this.access = access;
    this.results = results;
    this.clock = clock;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "POST " + PATH, this::submit,
        "GET " + PATH + "/{jobId}", this::find);
  }

  @Override
  public Answer spell(Problem problem) {
    return PollingJson.of(problem);
  }

  private Answer submit(Request request) throws Refusal {
    SubtitleRequest wanted = SubtitleRequest.of(request);
    Job job =
        switch (wanted.recording()) {
          case SubtitleRequest.Recording.Uploaded(String key) ->
              submission.accept(wish(key, wanted, request));
          case SubtitleRequest.Recording.Attached attached -> submit(attached, wanted, request);
        };
    String token = access.tokenOf(job);
    return answer(202, job, token).with("location", PATH + "/" + token);
  }

  /** Nobody but us knows of the upload, so it goes when no job can be made of it. */
  private Job submit(
      SubtitleRequest.Recording.Attached attached, SubtitleRequest wanted, Request request)
      throws Refusal {
    admission.refuseWhileFull();
    Upload upload = uploads.store(attached.file(), attached.content()::content);
    try {
      return submission.accept(wish(upload.key(), wanted, request));
    } catch (Refusal refusal) {
      uploads.withdraw(upload.id());
      throw refusal;
    }
  }

  private static Wish wish(String key, SubtitleRequest wanted, Request request) {
    return new Wish(
        Origin.POLLING,
        request.id(),
        key,
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        wanted.settings());
  }

  private Answer find(Request request) throws Refusal {
    String token = request.path("jobId");
    Job job = access.find(token).orElseThrow(PollingContract::notFound);
    return answer(200, job, token);
  }

  private Answer answer(int status, Job job, String token) {
    Instant now = clock.instant();
    Optional<PollingResult> result = PollingResult.of(job, results);
    Answer answer = Answer.json(status, json -> PollingJson.write(job, token, result, now, json));
    return job.status().isTerminal() ? answer : answer.with("retry-after", PAUSE);
  }

  private static Refusal notFound() {
    return new Refusal(
        Problem.of(
            404,
            "job_not_found",
            "There is no such job. A job is gone an hour after its end; please submit it again."));
  }
}
