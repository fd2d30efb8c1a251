package dev.mediajobs.api.uploads;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Fields;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.limits.Admission;
import java.util.List;
import java.util.Map;

/** The routes under {@code /api/uploads}, which every contract's clients share. */
public final class UploadsContract implements Contract {

  private final UploadArea area;
  private final Admission admission;

  /** Over this area, for whom there is room. */
  public UploadsContract(UploadArea area, Admission admission) {
    this.area = area;
    this.admission = admission;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "POST /api/uploads", this::create,
        "GET /api/uploads/{upload_id}", this::find,
        "POST /api/uploads/{upload_id}/complete", this::complete,
        "DELETE /api/uploads/{upload_id}", this::withdraw);
  }

  @Override
  public Answer spell(Problem problem) {
    return ProblemDetails.of(problem);
  }

  private Answer create(Request request) throws Refusal {
    NewUpload file = NewUpload.of(Fields.of(request));
    // Nobody should send gigabytes only to hear then that there is no room for their job.
    admission.refuseWhileFull();
    UploadState state = area.open(file);
    return answer(201, state).with("location", "/api/uploads/" + state.upload().id());
  }

  private Answer find(Request request) throws Refusal {
    return answer(200, area.find(request.path("upload_id")));
  }

  private Answer complete(Request request) throws Refusal {
    Fields fields = Fields.ofOptional(request);
    List<ClaimedPart> claimed = fields.read(ClaimedPart::listOf, List.of());
    fields.check();
    return answer(200, area.complete(request.path("upload_id"), claimed));
  }

  private Answer withdraw(Request request) throws Refusal {
    area.withdraw(request.path("upload_id"));
    return Answer.empty(204);
  }

  private static Answer answer(int status, UploadState state) {
    return Answer.json(status, json -> UploadJson.write(state, json));
  }
}
