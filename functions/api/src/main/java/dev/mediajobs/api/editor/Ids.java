package dev.mediajobs.api.editor;

import dev.mediajobs.api.http.Problem;
import dev.mediajobs.api.http.Refusal;
import dev.mediajobs.api.http.Request;
import dev.mediajobs.jobs.JobId;
import java.util.Optional;
import java.util.UUID;

/** UUIDs as clients send them: in the canonical 36 characters, upper or lower case. */
final class Ids {

  private Ids() {}

  /**
   * The one that stands in the path.
   *
   * @param name the route's placeholder
   * @throws Refusal when something else stands there
   */
  static UUID inPath(Request request, String name) throws Refusal {
    return of(name, request.path(name));
  }

  /**
   * The one that stands in the query.
   *
   * @throws Refusal when something else stands there
   */
  static Optional<UUID> inQuery(Request request, String name) throws Refusal {
    Optional<String> text = request.query(name);
    return text.isEmpty() ? Optional.empty() : Optional.of(of(name, text.get()));
  }

  private static UUID of(String name, String text) throws Refusal {
    return parse(text).orElseThrow(() -> refused(name + " must be a valid UUID."));
  }

  /** The one that {@code text} spells. */
  static Optional<UUID> parse(String text) {
    return JobId.parse(text).map(JobId::value);
  }

  static Refusal refused(String message) {
    return new Refusal(Problem.of(400, "invalid_request", message));
  }
}
