package dev.mediajobs.api.canonical;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.limits.Admission;
import dev.mediajobs.api.limits.Capacity;
import java.util.Map;

/** The route {@code /api/capacity}: whether an upload is worth beginning. */
public final class CapacityContract implements Contract {

  private final Admission admission;

  /** Of those who are not signed in. */
  public CapacityContract(Admission admission) {
    this.admission = admission;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of("GET /api/capacity", this::find);
  }

  @Override
  public Answer spell(Problem problem) {
    return ProblemDetails.of(problem);
  }

  private Answer find(Request request) {
    Capacity capacity = admission.capacity();
    return Answer.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("active", capacity.active());
          json.writeNumberField("limit", capacity.limit());
          json.writeEndObject();
        });
  }
}
