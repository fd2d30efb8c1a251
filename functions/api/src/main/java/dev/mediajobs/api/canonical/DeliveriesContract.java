package dev.mediajobs.api.canonical;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.jobs.Callbacks;
import dev.mediajobs.api.jobs.JobAccess;
import dev.mediajobs.jobs.Delivery;
import dev.mediajobs.jobs.DeliveryTry;
import dev.mediajobs.json.Members;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes by which an owner sees what became of callbacks, and has one made again. */
public final class DeliveriesContract implements Contract {

  private final JobAccess access;
  private final Callbacks callbacks;

  /** Over these services. */
  public DeliveriesContract(JobAccess access, Callbacks callbacks) {
    this.access = access;
    this.callbacks = callbacks;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "GET /api/jobs/{job_id}/deliveries", this::list,
        "POST /api/jobs/{job_id}/deliveries/{delivery_id}/redeliver", this::redeliver);
  }

  @Override
  public Answer spell(Problem problem) {
    return ProblemDetails.of(problem);
  }

  private Answer list(Request request) throws Refusal {
    List<Delivery> deliveries = callbacks.of(access.openAsOwner(request));
    return Answer.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("deliveries");
          for (Delivery delivery : deliveries) {
            write(delivery, json);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private Answer redeliver(Request request) throws Refusal {
    Delivery renewed =
        callbacks.redeliver(access.openAsOwner(request), request.path("delivery_id"));
    return Answer.json(202, json -> write(renewed, json));
  }

  private static void write(Delivery delivery, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", delivery.event());
    json.writeStringField("type", delivery.type());
    json.writeStringField("status", delivery.state().text());
    Members.time("created_at", delivery.created(), json);
    Members.time(
        "next_try_at",
        Optional.of(delivery)
            .filter(pending -> pending.state() == Delivery.State.PENDING)
            .map(Delivery::due),
        json);
    json.writeArrayFieldStart("tries");
    for (DeliveryTry done : delivery.log()) {
      json.writeStartObject();
      Members.time("at", done.at(), json);
      json.writeNumberField("duration_ms", done.took().toMillis());
      json.writeFieldName("status_code");
      if (done.status().isPresent()) {
        json.writeNumber(done.status().getAsInt());
      } else {
        json.writeNull();
      }
      Members.text("error", done.problem(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
