package dev.mediajobs.local.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Signed-in users only, each for themselves.
 *
 * @param names which of the belongings stand in place of the route's placeholders
 * @param query what follows the path
 * @param body with belongings in place of placeholders
 * @param foreign the status of what is not theirs; empty when the route only makes something new,
 *     and so is about nothing that exists
 * @param malformed the status of what nothing can be called
 */
record UserRoute(
    Map<String, String> names, String query, String body, OptionalInt foreign, int malformed)
    implements Guard {

  @Override
  public List<Attempt> attempts(AccessScene scene, String route) throws Exception {
    List<Attempt> attempts = new ArrayList<>();
    for (Belongings about : existing(scene, route)) {
      for (Stranger stranger : scene.strangers()) {
        attempts.add(attempt(route, stranger, 401, about, scene.missing()));
      }
      if (foreign.isPresent()) {
        attempts.add(attempt(route, scene.mallory(), foreign.getAsInt(), about, scene.missing()));
      }
    }
    if (foreign.isPresent() && isAboutSomething()) {
      attempts.addAll(ofTheOwner(scene, route, foreign.getAsInt()));
    }
    return attempts;
  }

  /** With and without its file, where an asset is asked for. */
  private List<Belongings> existing(AccessScene scene, String route) {
    return route.contains("{assetId}") || body.contains("{asset}")
        ? List.of(scene.existing(), scene.existing().unfinished())
        : List.of(scene.existing());
  }

  /** What the owner asks in vain. */
  private List<Attempt> ofTheOwner(AccessScene scene, String route, int status) throws Exception {
    Belongings existing = scene.existing();
    Stranger alice = scene.alice();
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(attempt(route, alice, status, scene.expired(), scene.missing()));
    attempts.add(attempt(route, alice, status, existing.elsewhere(), scene.missing()));
    attempts.add(
        attempt(
            route,
            alice,
            malformed,
            Belongings.called(existing.upload()),
            Belongings.called("nonsense")));
    if (body.contains("{asset}")) {
      Belongings mixed = existing.withAssetsOf(scene.foreign());
      attempts.add(attempt(route, alice, status, mixed, scene.missing()));
    }
    return attempts;
  }

  /** Whether requests name anything, or are about all that the user has. */
  private boolean isAboutSomething() {
    return !names.isEmpty() || !body.isEmpty();
  }

  @Override
  public Optional<Question> own(AccessScene scene, String route) throws Exception {
    return Optional.of(question(route, scene.existing(), scene.alice()));
  }

  private Attempt attempt(
      String route, Stranger stranger, int status, Belongings about, Belongings nothing) {
    return new Attempt(
        stranger.who(),
        status,
        question(route, about, stranger),
        question(route, nothing, stranger));
  }

  private Question question(String route, Belongings about, Stranger stranger) {
    String named = route + query;
    for (Map.Entry<String, String> name : names.entrySet()) {
      named = named.replace(name.getKey(), name.getValue());
    }
    return Question.of(named, body, about, stranger.headers());
  }
}
