package dev.mediajobs.api.canonical;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.jobs.Cancellation;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.api.jobs.Retry;
import dev.mediajobs.jobs.Job;
import java.util.Map;

/** The routes under {@code /api/jobs/{job_id}} by which an owner makes a job end or begin anew. */
public final class JobActionsContract implements Contract {

  private final JobAccess access;
  private final Cancellation cancellation;
  private final Retry retry;

  /** Over these services. */
  public JobActionsContract(JobAccess access, Cancellation cancellation, Retry retry) {
    this.access = access;
    this.cancellation = cancellation;
    this.retry = retry;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "DELETE /api/jobs/{job_id}", this::cancel,
        "POST /api/jobs/{job_id}/retry", this::retry);
  }

  @Override
  public Answer spell(Problem problem) {
    return ProblemDetails.of(problem);
  }

  private Answer cancel(Request request) throws Refusal {
    return answer(200, cancellation.cancel(access.openAsOwner(request)));
  }

  private Answer retry(Request request) throws Refusal {
    Job job = retry.restart(access.openAsOwner(request));
    return Polling.begun(answer(202, job), job.id());
  }

  private static Answer answer(int status, Job job) {
    return Answer.json(
        status,
        json -> {
          json.writeStartObject();
          json.writeStringField("job_id", job.id().toString());
          json.writeStringField("status", job.status().text());
          json.writeEndObject();
        });
  }
}
