package dev.mediajobs.local.api;

import dev.mediajobs.jobs.JobId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job whose name is its token. */
record PollingRoute() implements Guard {

  @Override
  public List<Attempt> attempts(AccessScene scene, String route) throws Exception {
    Belongings existing = scene.existing();
    String token = existing.pollingToken();
    JobId id = JobId.parse(existing.polling()).orElseThrow();
    Question nothing = question(route, scene.missing().pollingToken(), Stranger.NOBODY);
    List<Attempt> attempts = new ArrayList<>();
    for (String name :
        List.of(
            "nonsense",
            "%20",
            existing.polling(),
            existing.polling() + "?token=" + token,
            existing.canonical(),
            scene.tokenOf(existing.canonical()),
            scene.tokenOf(existing.editor()),
            scene.tokenOf(existing.speech()),
            scene.expired().pollingToken(),
            scene.linkTo(existing.polling()),
            scene.api().tokens().tokenOf(id, 2),
            token.substring(0, 69),
            token + "A",
            (token.startsWith("A") ? "B" : "A") + token.substring(1),
            URLEncoder.encode("../" + token, StandardCharsets.UTF_8))) {
      attempts.add(new Attempt(name, 404, question(route, name, Stranger.NOBODY), nothing));
    }
    Stranger holder = Stranger.bearing("the token beside the job's id", token);
    attempts.add(
        new Attempt(holder.who(), 404, question(route, existing.polling(), holder), nothing));
    return attempts;
  }

  @Override
  public Optional<Question> own(AccessScene scene, String route) {
    return Optional.of(question(route, scene.existing().pollingToken(), Stranger.NOBODY));
  }

  private static Question question(String route, String name, Stranger stranger) {
    return Question.of(
        route.replace("{jobId}", name), "", Belongings.called(name), stranger.headers());
  }
}
