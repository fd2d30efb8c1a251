package dev.mediajobs.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;

/** A front end of speech jobs, in which one user is signed in. */
final class SpeechClient {

  static final String JOBS = "/api/v1/jobs";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LONG = Duration.ofDays(7);

  private final ApiOnStack api;
  private final String[] signedIn;

  SpeechClient(ApiOnStack api, String user) throws IOException, InterruptedException {
    this.api = api;
    this.signedIn = new String[] {"authorization", api.signedIn(user, LONG)};
  }

  Reply multiRole(String body) throws IOException, InterruptedException {
    return api.post(JOBS + "/tts/multi-role", body, signedIn);
  }

  Reply multiRole(String body, String idempotencyKey) throws IOException, InterruptedException {
    return api.post(
        JOBS + "/tts/multi-role",
        body,
        signedIn[0],
        signedIn[1],
        "idempotency-key",
        idempotencyKey);
  }

  Reply single(String body) throws IOException, InterruptedException {
    return api.post(JOBS + "/tts/single", body, signedIn);
  }

  Reply get(String path) throws IOException, InterruptedException {
    return api.get(JOBS + path, signedIn);
  }

  Reply delete(String path) throws IOException, InterruptedException {
    return api.delete(JOBS + path, signedIn);
  }

  /** The job as it is shown. */
  JsonNode job(String id) throws IOException, InterruptedException {
    return tree(get("/" + id));
  }

  static JsonNode tree(Reply reply) throws IOException {
    return JSON.readTree(reply.body());
  }

  static String idOf(Reply accepted) throws IOException {
    return tree(accepted).path("id").asText();
  }
}
