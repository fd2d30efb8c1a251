package dev.mediajobs.local.api;

import java.util.List;
import java.util.Optional;

/**
 * Anybody may.
 *
 * @param reason why nothing is given away thereby
 * @param body what is asked
 */
record OpenRoute(String reason, String body) implements Guard {

  @Override
  public List<Attempt> attempts(AccessScene scene, String route) {
    return List.of();
  }

  @Override
  public Optional<Question> own(AccessScene scene, String route) {
    return Optional.of(Question.of(route, body, scene.missing(), List.of()));
  }

  @Override
  public String toString() {
    return "open: " + reason;
  }
}
