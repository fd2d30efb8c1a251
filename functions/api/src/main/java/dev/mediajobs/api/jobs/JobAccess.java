package dev.mediajobs.api.jobs;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.AccessTokens;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobStore;
import dev.mediajobs.jobs.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens jobs to whoever holds their token. A token that was not made for the job in question is
 * refused before any row is read, so neither the answer nor the time it takes tells whether there
 * is such a job.
 */
public final class JobAccess {

  private static final String SCHEME = "bearer ";

  private static final Comparator<OpenedJob> NEWEST_FIRST =
      Comparator.comparing((OpenedJob opened) -> opened.job().times().created())
          .reversed()
          .thenComparing(opened -> opened.job().id().toString());

  private final JobStore jobs;
  private final AccessTokens tokens;
  private final Origin origin;

  /**
   * Over these jobs.
   *
   * @param origin the contract whose jobs are opened; those of others do not exist here
   */
  public JobAccess(JobStore jobs, AccessTokens tokens, Origin origin) {
    this.jobs = jobs;
    this.tokens = tokens;
    this.origin = origin;
  }

  /**
   * The job named in {@code request}'s path, opened with the token in its Authorization header (RFC
   * 6750) or, without one, its {@code token} query parameter.
   *
   * @throws Refusal when there is no such job or the token does not open it: always the same one
   */
  public OpenedJob open(Request request) throws Refusal {
    Optional<JobId> id = JobId.parse(request.path("job_id"));
    Optional<String> token = bearer(request).or(() -> request.query("token"));
    return id.flatMap(wanted -> token.flatMap(given -> find(wanted, given)))
        .orElseThrow(JobAccess::notFound);
  }

  /**
   * The same, for what only its owner may do.
   *
   * @throws Refusal also when the token is that of a share link; its holder knows of the job anyway
   */
  public Job openAsOwner(Request request) throws Refusal {
    OpenedJob opened = open(request);
    return switch (opened.access()) {
      case OWNER -> opened.job();
      case READER ->
          throw new Refusal(
              Problem.of(
                  403,
                  "read_only",
                  "This link only lets you look at the job and download its result. Ask the person"
                      + " who shared it with you."));
    };
  }

  /**
   * The job that {@code token} opens to its owner, for contracts whose job ids are tokens.
   *
   * @return empty when there is no such job or the token does not open it
   */
  public Optional<Job> find(String token) {
    return tokens
        .jobOf(token)
        .flatMap(id -> find(id, token))
        .filter(opened -> opened.access() == Access.OWNER)
        .map(OpenedJob::job);
  }

  /**
   * The jobs that {@code given} open, each once however many of its tokens are given.
   *
   * @param given tokens, none of them twice
   */
  public OpenedJobs openAll(Set<String> given) {
    Map<String, JobId> named = new LinkedHashMap<>();
    given.forEach(token -> tokens.jobOf(token).ifPresent(id -> named.put(token, id)));
    Map<JobId, Job> found = new HashMap<>();
    jobs.findAll(Set.copyOf(named.values())).forEach(job -> found.put(job.id(), job));
    Map<JobId, OpenedJob> opened = new HashMap<>();
    List<String> invalid = new ArrayList<>();
    for (String token : given) {
      Optional.ofNullable(named.get(token))
          .flatMap(id -> Optional.ofNullable(found.get(id)))
          .flatMap(job -> opened(job, token))
          .ifPresentOrElse(
              one -> opened.merge(one.job().id(), one, JobAccess::stronger),
              () -> invalid.add(token));
    }
    return new OpenedJobs(newestFirst(opened.values()), invalid);
  }

  /** The token that opens a new job to its owner. It is a secret. */
  public String tokenOf(Acceptance accepted) {
    return tokens.tokenOf(accepted.id(), accepted.tokenVersion());
  }

  /** The token that opens {@code job} to its owner. It is a secret. */
  public String tokenOf(Job job) {
    return tokens.tokenOf(job);
  }

  /** The token that opens {@code job} now to whom its owner shares it with. It is a secret. */
  public String shareTokenOf(Job job) {
    return tokens.shareTokenOf(job);
  }

  private Optional<OpenedJob> find(JobId id, String token) {
    return tokens
        .jobOf(token)
        .filter(id::equals)
        .flatMap(jobs::find)
        .flatMap(job -> opened(job, token));
  }

  private Optional<OpenedJob> opened(Job job, String token) {
    return Optional.of(job)
        .filter(found -> found.origin() == origin)
        .flatMap(found -> tokens.accessOf(token, found))
        .map(access -> new OpenedJob(job, token, access));
  }

  private static OpenedJob stronger(OpenedJob one, OpenedJob other) {
    return one.access() == Access.OWNER ? one : other;
  }

  private static List<OpenedJob> newestFirst(Collection<OpenedJob> jobs) {
    return jobs.stream().sorted(NEWEST_FIRST).toList();
  }

  private static Optional<String> bearer(Request request) {
    return request
        .header("authorization")
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip());
  }

  static Refusal notFound() {
    return new Refusal(
        Problem.of(
            404, "job_not_found", "There is no such job, or the access token does not open it."));
  }
}
