package dev.mediajobs.api.sockets;

import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a client wants to watch.
 *
 * @param tokens access tokens, or tokens of share links, of jobs
 * @param accessToken that of the signed-in user whose jobs are meant by the two below
 * @param jobIds jobs of that user
 * @param allJobs whether all jobs of that user are meant, those to come too
 */
record SubscribeForm(
    Set<String> tokens, Optional<String> accessToken, Set<String> jobIds, boolean allJobs) {

  /** How many tokens and job ids there may be in one message. */
  static final int MOST_NAMED = 50;

  static SubscribeForm read(JsonObject message) throws JsonException {
    Set<String> tokens = texts(message, "tokens");
    Set<String> jobIds = texts(message, "job_ids");
    Optional<String> accessToken = message.string("access_token");
    boolean allJobs = message.bool("all_jobs").orElse(false);
    if (tokens.isEmpty() && jobIds.isEmpty() && !allJobs) {
      throw new JsonException(
          "tokens", "is missing; name the tokens of jobs, or sign in and name job_ids or all_jobs");
    }
    if (tokens.size() + jobIds.size() > MOST_NAMED) {
      throw new JsonException(
          "tokens", "and job_ids may be at most %d together in a message".formatted(MOST_NAMED));
    }
    if ((!jobIds.isEmpty() || allJobs) && accessToken.isEmpty()) {
      throw new JsonException(
          "access_token", "is missing; job_ids and all_jobs mean the jobs of a signed-in user");
    }
    return new SubscribeForm(tokens, accessToken, jobIds, allJobs);
  }

  /** Holds no token. */
  @Override
  public String toString() {
    return "%d tokens, %d job ids, all jobs: %b".formatted(tokens.size(), jobIds.size(), allJobs);
  }

  private static Set<String> texts(JsonObject message, String name) throws JsonException {
    return new LinkedHashSet<>(message.strings(name).orElse(List.of()));
  }
}
