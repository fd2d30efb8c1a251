package dev.mediajobs.local.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jobs that the given tokens open, and all those of a signed-in user.
 *
 * @param body with what is named in place of {@code {named}}
 */
record SubscribingRoute(String body) implements Guard {

  @Override
  public List<Attempt> attempts(AccessScene scene, String route) throws Exception {
    List<Attempt> attempts = new ArrayList<>(byTokens().attempts(scene, route));
    Question all =
        Question.of(
            route, body.replace("{named}", "\"all_jobs\":true"), scene.missing(), List.of());
    for (Stranger stranger : scene.strangers()) {
      attempts.add(new Attempt(stranger.who(), 401, by(stranger, all), by(stranger, all)));
    }
    attempts.add(
        new Attempt("another user", 201, by(scene.mallory(), all), by(scene.mallory(), all)));
    return attempts;
  }

  @Override
  public Optional<Question> own(AccessScene scene, String route) {
    return byTokens().own(scene, route);
  }

  private TokenList byTokens() {
    return new TokenList("", body.replace("{named}", "\"tokens\":[\"{token}\"]"), 201);
  }

  private static Question by(Stranger stranger, Question all) {
    return new Question(all.method(), all.path(), all.body(), stranger.headers());
  }
}
