package dev.mediajobs.api.canonical;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.api.jobs.Sharing;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.json.Members;
import java.util.Map;
import java.util.Optional;

/**
 * The routes {@code /api/jobs/{job_id}/share}: a link that lets others look at a job, and its end.
 */
public final class ShareContract implements Contract {

  private final JobAccess access;
  private final Sharing sharing;
  private final Optional<String> webUrl;

  /**
   * Over these services.
   *
   * @param webUrl where the web panel is, without a slash at its end; without it links lead to the
   *     API itself
   */
  public ShareContract(JobAccess access, Sharing sharing, Optional<String> webUrl) {
    this.access = access;
    this.sharing = sharing;
    this.webUrl = webUrl;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "GET /api/jobs/{job_id}/share", this::share,
        "DELETE /api/jobs/{job_id}/share", this::unshare);
  }

  @Override
  public Answer spell(Problem problem) {
    return ProblemDetails.of(problem);
  }

  private Answer share(Request request) throws Refusal {
    Job job = access.openAsOwner(request);
    String base = webUrl.orElseGet(() -> request.origin() + "/api");
    String url = "%s/jobs/%s?token=%s".formatted(base, job.id(), access.shareTokenOf(job));
    String end = Members.spelled(job.times().retainedUntil());
    return Answer.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("share_url", url);
          json.writeStringField("expires_at", end);
          json.writeEndObject();
        });
  }

  private Answer unshare(Request request) throws Refusal {
    sharing.end(access.openAsOwner(request));
    return Answer.empty(204);
  }
}
