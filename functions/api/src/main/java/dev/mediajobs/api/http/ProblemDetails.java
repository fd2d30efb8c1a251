package dev.mediajobs.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** Problems as RFC 9457 spells them, with {@code code} and {@code errors} as extensions. */
public final class ProblemDetails {

  private static final Map<Integer, String> TITLES =
      Map.of(
          400, "Bad Request",
          401, "Unauthorized",
          403, "Forbidden",
          404, "Not Found",
          409, "Conflict",
          413, "Content Too Large",
          422, "Unprocessable Content",
          429, "Too Many Requests",
          500, "Internal Server Error",
          503, "Service Unavailable");

  private ProblemDetails() {}

  /** The answer that tells {@code problem}. */
  public static Answer of(Problem problem) {
    return Answer.json(problem.status(), json -> write(problem, json))
        .with("content-type", "application/problem+json");
  }

  private static void write(Problem problem, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "urn:mediajobs:problem:" + problem.code());
    json.writeStringField("title", TITLES.getOrDefault(problem.status(), "Error"));
    json.writeNumberField("status", problem.status());
    json.writeStringField("detail", problem.detail());
    json.writeStringField("code", problem.code());
    if (!problem.errors().isEmpty()) {
      json.writeArrayFieldStart("errors");
      for (FieldError error : problem.errors()) {
        json.writeStartObject();
        json.writeStringField("field", error.field());
        json.writeStringField("detail", error.problem());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
