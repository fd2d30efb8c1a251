package dev.mediajobs.local.api;

import dev.mediajobs.jobs.Asset;
import dev.mediajobs.jobs.Upload;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A job is made of the upload that the body names. Whoever knows an upload may; nothing else in the
 * bucket can be named.
 *
 * @param body with the upload's key in place of {@code {key}}
 */
record UploadInBody(String body) implements Guard {

  @Override
  public List<Attempt> attempts(AccessScene scene, String route) {
    Belongings existing = scene.existing();
    Belongings missing = scene.missing();
    return List.of(
        attempt(
            route,
            "an expired upload",
            404,
            Upload.keyOf(scene.expired().upload()),
            Upload.keyOf(missing.upload())),
        attempt(
            route,
            "an asset for an upload",
            404,
            Upload.keyOf(Belongings.hexadecimal(existing.asset())),
            Upload.keyOf(missing.upload())),
        attempt(
            route,
            "an asset's file",
            400,
            Asset.uploadKey(UUID.fromString(existing.asset())),
            Asset.uploadKey(UUID.fromString(missing.asset()))),
        attempt(
            route,
            "a job's file",
            400,
            "7d/jobs/%s/1/subtitles.srt".formatted(existing.canonical()),
            "7d/jobs/%s/1/subtitles.srt".formatted(missing.canonical())));
  }

  @Override
  public Optional<Question> own(AccessScene scene, String route) {
    return Optional.of(question(route, Upload.keyOf(scene.existing().upload())));
  }

  private Attempt attempt(String route, String who, int status, String about, String nothing) {
    return new Attempt(who, status, question(route, about), question(route, nothing));
  }

  private Question question(String route, String key) {
    return Question.of(route, body.replace("{key}", key), Belongings.called(""), List.of());
  }
}
