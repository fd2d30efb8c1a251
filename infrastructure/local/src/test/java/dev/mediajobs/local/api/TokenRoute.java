package dev.mediajobs.local.api;

import dev.mediajobs.jobs.AccessTokens;
import dev.mediajobs.jobs.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A job of the canonical contract, which its access token opens. */
record TokenRoute() implements Guard {

  private static final String DELIVERY = "{delivery_id}";

  @Override
  public List<Attempt> attempts(AccessScene scene, String route) throws Exception {
    String about = scene.existing().canonical();
    String nothing = scene.missing().canonical();
    List<Attempt> attempts = new ArrayList<>();
    for (Stranger stranger : strangers(scene)) {
      attempts.add(
          attempt(stranger, question(route, about, stranger), question(route, nothing, stranger)));
    }
    attempts.add(
        attempt(
            new Stranger("an empty token in the query", List.of()),
            question(route + "?token=", about, Stranger.NOBODY),
            question(route + "?token=", nothing, Stranger.NOBODY)));
    for (String other :
        List.of(
            scene.expired().canonical(),
            scene.existing().polling(),
            scene.existing().speech(),
            scene.existing().editor())) {
      Stranger holder =
          Stranger.bearing("whose job is none of this contract's", scene.tokenOf(other));
      attempts.add(
          attempt(holder, question(route, other, holder), question(route, nothing, holder)));
    }
    Stranger owner = owner(scene);
    for (String name : List.of("nonsense", "1-1-1-1-1", about.substring(1))) {
      attempts.add(attempt(owner, question(route, name, owner), question(route, nothing, owner)));
    }
    return attempts;
  }

  private static List<Stranger> strangers(AccessScene scene) throws Exception {
    String job = scene.existing().canonical();
    String token = scene.tokenOf(job);
    JobId id = JobId.parse(job).orElseThrow();
    return List.of(
        Stranger.NOBODY,
        Stranger.bearing("a malformed token", "nonsense"),
        Stranger.bearing("a token cut short", token.substring(0, 69)),
        Stranger.bearing("a token that goes on", token + "A"),
        Stranger.bearing("another token", (token.startsWith("A") ? "B" : "A") + token.substring(1)),
        Stranger.bearing("a token in small letters", token.toLowerCase(Locale.ROOT)),
        Stranger.bearing("a token's next version", scene.api().tokens().tokenOf(id, 2)),
        Stranger.bearing(
            "a token of another server", new AccessTokens("x".repeat(64)).tokenOf(id, 1)),
        Stranger.bearing("another job's token", scene.tokenOf(scene.foreign().canonical())),
        Stranger.bearing("a link to another job", scene.linkTo(scene.foreign().canonical())),
        Stranger.bearing("a link that was taken back", scene.revokedLink()),
        Stranger.bearing("a token of another contract", scene.existing().pollingToken()),
        Stranger.with("another scheme", "Basic " + token),
        scene.alice());
  }

  @Override
  public Optional<Question> own(AccessScene scene, String route) {
    // Nobody has been called back about any of these jobs.
    return route.contains(DELIVERY)
        ? Optional.empty()
        : Optional.of(question(route, scene.existing().canonical(), owner(scene)));
  }

  /** The same as whoever was given a link asks it. */
  static Question byLink(AccessScene scene, String route) {
    String job = scene.existing().canonical();
    return question(route, job, Stranger.bearing("a link", scene.linkTo(job)));
  }

  private static Stranger owner(AccessScene scene) {
    return Stranger.bearing("the owner", scene.tokenOf(scene.existing().canonical()));
  }

  private static Attempt attempt(Stranger stranger, Question about, Question nothing) {
    return new Attempt(stranger.who(), 404, about, nothing);
  }

  private static Question question(String route, String job, Stranger stranger) {
    return Question.of(
        route
            .replace("{job_id}", job)
            .replace("{format}", "srt")
            .replace(DELIVERY, "evt_" + "0".repeat(32)),
        "",
        Belongings.called(job),
        stranger.headers());
  }
}
