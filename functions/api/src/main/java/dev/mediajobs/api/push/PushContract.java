package dev.mediajobs.api.push;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.api.identity.Identities;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.outbound.Reach;
import dev.mediajobs.push.VapidKey;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes {@code /api/push/…}: a browser is to be notified of jobs, or no longer. */
public final class PushContract implements Contract {

  private final VapidKey key;
  private final PushSubscriptions subscriptions;
  private final Identities identities;
  private final Reach reach;
  private final Clock clock;

  /**
   * Over these services.
   *
   * @param reach what the endpoints of browsers may lead to
   */
  public PushContract(
      VapidKey key,
      PushSubscriptions subscriptions,
      Identities identities,
      Reach reach,
      Clock clock) {
    this.key = key;
    this.subscriptions = subscriptions;
    this.identities = identities;
    this.reach = reach;
    this.clock = clock;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of(
        "GET /api/push/key", this::find,
        "POST /api/push/subscriptions", this::subscribe,
        "DELETE /api/push/subscriptions/{subscription_id}", this::unsubscribe);
  }

  @Override
  public Answer spell(Problem problem) {
    return ProblemDetails.of(problem);
  }

  private Answer find(Request request) {
    return Answer.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("public_key", key.publicKey());
          json.writeEndObject();
        });
  }

  private Answer subscribe(Request request) throws Refusal {
    SubscriptionForm form = SubscriptionForm.of(request, reach, clock.instant());
    Optional<Owner> owner =
        form.allJobs()
            ? Optional.of(new Owner(identities.of(request).subject()))
            : Optional.empty();
    Subscribed subscribed = subscriptions.add(form, owner);
    return Answer.json(201, json -> write(form, subscribed, json));
  }

  private Answer unsubscribe(Request request) {
    subscriptions.remove(request.path("subscription_id"));
    return Answer.empty(204);
  }

  private static void write(SubscriptionForm form, Subscribed subscribed, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("subscription_id", form.subscription().id());
    json.writeBooleanField("all_jobs", subscribed.allJobs());
    writeJobs("jobs", subscribed.jobs(), json);
    writeJobs("full_jobs", subscribed.fullJobs(), json);
    json.writeArrayFieldStart("invalid_tokens");
    for (String token : subscribed.invalidTokens()) {
      json.writeString(token);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeJobs(String name, List<Job> jobs, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Job job : jobs) {
      json.writeStartObject();
      json.writeStringField("job_id", job.id().toString());
      json.writeStringField("type", job.type().text());
      json.writeStringField("status", job.status().text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
