package dev.mediajobs.localstack;

import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;

/**
 * What the API answered.
 *
 * @param event in payload format 2.0
 */
record Reply(JsonObject event) {

  int status() throws JsonException {
    return (int) event.requiredWholeNumber("statusCode", 100, 599);
  }

  String header(String name) throws JsonException {
    return event.object("headers").orElseThrow().requiredString(name);
  }

  JsonObject json() throws JsonException {
    return Json.object(event.requiredString("body"));
  }

  String text(String field) throws JsonException {
    return json().requiredString(field);
  }
}
