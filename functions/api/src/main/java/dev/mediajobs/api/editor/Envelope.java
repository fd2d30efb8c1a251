package dev.mediajobs.api.editor;

import dev.mediajobs.api.http.Answer;
import dev.mediajobs.api.http.Problem;
import dev.mediajobs.json.Json;

/** What surrounds every answer of this contract: {@code {success, data, message}}. */
final class Envelope {

  private Envelope() {}

  /**
   * What was asked for.
   *
   * @param data writes the fields of {@code data}
   */
  static Answer of(int status, Json.Writing data) {
    return Answer.json(
        status,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("success", true);
          json.writeObjectFieldStart("data");
          data.to(json);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /** It was done, and there is nothing to show. */
  static Answer done() {
    return Answer.json(
        200,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("success", true);
          json.writeEndObject();
        });
  }

  /** Why it was not done. */
  static Answer of(Problem problem) {
    return Answer.json(
        problem.status(),
        json -> {
          json.writeStartObject();
          json.writeBooleanField("success", false);
          json.writeStringField("message", problem.detail());
          json.writeEndObject();
        });
  }
}
