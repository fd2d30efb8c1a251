package dev.mediajobs.local.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jobs that the given tokens open. A token that opens none is told back as such, whatever it
 * is.
 *
 * @param query with the token in place of {@code {token}}; empty for a body
 * @param body the same
 * @param status of every answer
 */
record TokenList(String query, String body, int status) implements Guard {

  /** One that shows jobs. */
  TokenList(String query, String body) {
    this(query, body, 200);
  }

  @Override
  public List<Attempt> attempts(AccessScene scene, String route) throws Exception {
    Belongings existing = scene.existing();
    String nothing = scene.tokenOf(scene.missing().canonical());
    List<Attempt> attempts = new ArrayList<>();
    for (String token :
        List.of(
            "nonsense",
            existing.canonical(),
            scene.revokedLink(),
            existing.pollingToken(),
            scene.tokenOf(existing.speech()),
            scene.tokenOf(existing.editor()),
            scene.tokenOf(scene.expired().canonical()))) {
      attempts.add(
          new Attempt(
              token,
              status,
              question(route, token),
              question(route, nothing),
              List.of(token, nothing)));
    }
    return attempts;
  }

  @Override
  public Optional<Question> own(AccessScene scene, String route) {
    return Optional.of(question(route, scene.tokenOf(scene.existing().canonical())));
  }

  private Question question(String route, String token) {
    return Question.of(
        route + query.replace("{token}", token),
        body.replace("{token}", token),
        Belongings.called(""),
        List.of());
  }
}
