package dev.mediajobs.api.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.EntityTag;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.api.jobs.OpenedJob;
import dev.mediajobs.api.jobs.OpenedJobs;
import dev.mediajobs.jobs.ShownProgress;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The routes that show several jobs at once: {@code GET /api/jobs}, and {@code POST /api/jobs/list}
 * for more tokens than an address can hold.
 */
public final class JobListContract implements Contract {

  private final JobAccess access;
  private final Clock clock;

  /** Over these jobs. */
  public JobListContract(JobAccess access, Clock clock) {
    this.access = access;
    this.clock = clock;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "GET /api/jobs",
        this::find,
        "POST /api/jobs/list",
        request -> list(ListForm.ofBody(request)));
  }

  @Override
  public Answer spell(Problem problem) {
    return ProblemDetails.of(problem);
  }

  private Answer find(Request request) throws Refusal {
    Answer answer = list(ListForm.ofQuery(request));
    EntityTag tag = EntityTag.of(answer.body());
    return (tag.isKnownTo(request) ? answer.withoutBody(304) : answer).with("etag", tag.value());
  }

  private Answer list(ListForm form) {
    OpenedJobs opened = access.openAll(form.tokens());
    List<OpenedJob> page = opened.page(form.page(), form.perPage());
    Instant now = clock.instant();
    Answer answer = Answer.json(200, json -> write(form, opened, page, now, json));
    return Polling.advised(answer, page.stream().map(OpenedJob::job).toList(), now);
  }

  private static void write(
      ListForm form, OpenedJobs opened, List<OpenedJob> page, Instant now, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("jobs");
    for (OpenedJob one : page) {
      SubtitleJobJson.write(
          one.job(), one.token(), ShownProgress.of(one.job(), now), Map.of(), json);
    }
    json.writeEndArray();
    json.writeNumberField("total", opened.jobs().size());
    json.writeNumberField("page", form.page());
    json.writeNumberField("per_page", form.perPage());
    json.writeArrayFieldStart("invalid_tokens");
    for (String token : opened.invalidTokens()) {
      json.writeString(token);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
