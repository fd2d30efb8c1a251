package dev.mediajobs.local.api;

import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.net.http.HttpResponse;

/** What a server answered. */
record Reply(HttpResponse<String> response) {

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  JsonObject json() throws JsonException {
    return Json.object(response.body());
  }

  String text(String field) throws JsonException {
    return json().requiredString(field);
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
