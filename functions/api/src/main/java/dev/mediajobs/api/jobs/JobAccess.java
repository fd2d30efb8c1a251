package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.jobs.AccessTokens;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import java.util.Optional;

/**
 * Opens jobs to whoever holds their token. A token that was not made for the job in question is
 * refused before any row is read, so neither the answer nor the time it takes tells whether there
 * is such a job.
 */
public final class JobAccess {

  private static final String SCHEME = "bearer ";

  private final JobStore jobs;
  private final AccessTokens tokens;

  /** Over these jobs. */
  public JobAccess(JobStore jobs, AccessTokens tokens) {
    this.jobs = jobs;
    this.tokens = tokens;
  }

  /**
   * The job named in {@code request}'s path, opened with the token in its Authorization header (RFC
   * 6750) or, without one, its {@code token} query parameter.
   *
   * @throws Refusal when there is no such job or the token does not open it: always the same one
   */
  public Job open(Request request) throws Refusal {
    Optional<JobId> id = JobId.parse(request.path("job_id"));
    Optional<String> token = bearer(request).or(() -> request.query("token"));
    return id.flatMap(wanted -> token.flatMap(given -> find(wanted, given)))
        .orElseThrow(JobAccess::notFound);
  }

  /** The token that opens {@code job} now. It is a secret. */
  public String tokenOf(Job job) {
    return tokens.tokenOf(job);
  }

  private Optional<Job> find(JobId id, String token) {
    return tokens
        .jobOf(token)
        .filter(id::equals)
        .flatMap(jobs::find)
        .filter(job -> tokens.opens(token, job));
  }

  private static Optional<String> bearer(Request request) {
    return request
        .header("authorization")
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip());
  }

  private static Refusal notFound() {
    return new Refusal(
        Problem.of(
            404, "job_not_found", "There is no such job, or the access token does not open it."));
  }
}
