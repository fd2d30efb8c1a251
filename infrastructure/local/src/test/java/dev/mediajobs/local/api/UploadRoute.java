package dev.mediajobs.local.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An upload is open to whoever knows its id, which nobody can guess; so there are no other users,
 * only other names.
 */
record UploadRoute() implements Guard {

  @Override
  public List<Attempt> attempts(AccessScene scene, String route) {
    Belongings existing = scene.existing();
    Question nothing = question(route, scene.missing().upload());
    List<Attempt> attempts = new ArrayList<>();
    for (String name :
        List.of(
            scene.expired().upload(),
            Belongings.hexadecimal(existing.asset()),
            Belongings.hexadecimal(existing.uploading()),
            Belongings.hexadecimal(existing.canonical()),
            existing.asset(),
            existing.upload().substring(0, 31),
            existing.upload() + "0",
            existing.upload().toUpperCase(Locale.ROOT),
            "%2e%2e",
            "nonsense")) {
      attempts.add(new Attempt(name, 404, question(route, name), nothing));
    }
    return attempts;
  }

  @Override
  public Optional<Question> own(AccessScene scene, String route) {
    return Optional.of(question(route, scene.existing().upload()));
  }

  private static Question question(String route, String name) {
    return Question.of(route.replace("{upload_id}", name), "", Belongings.called(name), List.of());
  }
}
