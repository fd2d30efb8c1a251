package dev.mediajobs.api.identity;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Contract;
import dev.mediajobs.api.http.Endpoint;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.ProblemDetails;
import dev.mediajobs.api.http.Request;
import java.util.Map;
import java.util.Optional;

/**
 * The route {@code /.well-known/oauth-protected-resource}: where to sign in, as OAuth 2.0 Protected
 * Resource Metadata (RFC 9728) has it.
 */
public final class SignInContract implements Contract {

  private final Optional<Issuer> issuer;

  /**
   * About this issuer.
   *
   * @param issuer empty when nobody can sign in
   */
  public SignInContract(Optional<Issuer> issuer) {
    this.issuer = issuer;
  }

  @Override
  public Map<String, Endpoint> endpoints() {
    return Map.of("GET /.well-known/oauth-protected-resource", this::find);
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
          json.writeStringField("resource", request.origin());
          if (issuer.isPresent()) {
            json.writeArrayFieldStart("authorization_servers");
            json.writeString(issuer.get().name());
            json.writeEndArray();
          }
          json.writeArrayFieldStart("bearer_methods_supported");
          json.writeString("header");
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
