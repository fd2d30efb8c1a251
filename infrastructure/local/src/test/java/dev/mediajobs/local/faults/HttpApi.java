package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The API function as those see it who ask again whenever the answer is 503. */
final class HttpApi {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_TRIES = 6;

  private final Invocation function;

  HttpApi(Invocation function) {
    this.function = function;
  }

  /**
   * A request.
   *
   * @param route the route key
   * @param path the path's parameters
   */
  record Question(
      String route, Map<String, String> path, Map<String, String> headers, String body) {

    static Question of(String route, String body) {
      return new Question(route, Map.of(), Map.of(), body);
    }

    static Question of(String route, Map<String, String> path) {
      return new Question(route, path, Map.of(), "");
    }

    static Question about(Person.Accepted job, String route) {
      return new Question(
          route, Map.of("job_id", job.id()), Map.of("authorization", "Bearer " + job.token()), "");
    }
  }

  /** The answer's body; its status must be one of those. */
  JsonNode ask(Question question, Integer... statuses) throws IOException {
    JsonNode answer = JSON.readTree(function.of(event(question)));
    for (int tries = 1; tries < MOST_TRIES && status(answer) == 503; tries++) {
      answer = JSON.readTree(function.of(event(question)));
    }
    assertThat(status(answer)).as("%s: %s", question.route(), answer).isIn(Set.of(statuses));
    return JSON.readTree(answer.path("body").asText());
  }

  private static int status(JsonNode answer) {
    return answer.path("statusCode").asInt();
  }

  private static String event(Question question) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "2.0");
    event.put("routeKey", question.route());
    event.putObject("requestContext").put("requestId", UUID.randomUUID().toString());
    ObjectNode path = event.putObject("pathParameters");
    question.path().forEach(path::put);
    ObjectNode headers = event.putObject("headers");
    headers.put("content-type", "application/json");
    question.headers().forEach(headers::put);
    event.put("body", question.body());
    return event.toString();
  }
}
