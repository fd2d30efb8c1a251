package dev.mediajobs.local.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A subscription ends by its id, which nobody can guess; every other name is answered as if it had
 * been one.
 */
record UnsubscribingRoute() implements Guard {

  private static final String NOBODYS = "0".repeat(64);

  @Override
  public List<Attempt> attempts(AccessScene scene, String route) {
    String id = scene.subscription();
    List<Attempt> attempts = new ArrayList<>();
    for (String name :
        List.of(
            "nonsense",
            "job%23" + scene.existing().canonical(),
            scene.existing().canonical(),
            id.substring(1),
            id + "0",
            id.toUpperCase(Locale.ROOT))) {
      attempts.add(new Attempt(name, 204, question(route, name), question(route, NOBODYS)));
    }
    return attempts;
  }

  @Override
  public Optional<Question> own(AccessScene scene, String route) {
    return Optional.of(question(route, NOBODYS));
  }

  private static Question question(String route, String name) {
    return Question.of(
        route.replace("{subscription_id}", name), "", Belongings.called(name), List.of());
  }
}
