package dev.mediajobs.api.speech;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.FieldError;
import dev.mediajobs.api.http.Problem;
import java.io.IOException;

/**
 * Problems as this contract's clients read them: {@code detail} is always one sentence, whatever
 * the status, beside which {@code code} and {@code errors} are for programs.
 */
final class ErrorJson {

  private ErrorJson() {}

  static Answer of(Problem problem) {
    return Answer.json(problem.status(), json -> write(problem, json));
  }

  private static void write(Problem problem, JsonGenerator json) throws IOException {
    json.writeStartObject();
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
