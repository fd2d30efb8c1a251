package dev.mediajobs.local.api;

import dev.mediajobs.jobs.JobId;
import java.util.List;
import java.util.UUID;

/**
 * What requests can be about, by the names that requests give it.
 *
 * @param upload an upload
 * @param canonical the job made of it
 * @param polling the job of the contract whose clients poll
 * @param pollingToken the name by which its client knows that one
 * @param speech a speech job
 * @param project a project
 * @param asset an asset in the project, whose file is there
 * @param uploading another one, whose file is not
 * @param editor the job made of the first one
 */
record Belongings(
    String upload,
    String canonical,
    String polling,
    String pollingToken,
    String speech,
    String project,
    String asset,
    String uploading,
    String editor) {

  /** What does not exist, though it could. */
  static Belongings missing(ApiOnStack api) {
    JobId polling = JobId.random();
    return new Belongings(
        hexadecimal(UUID.randomUUID().toString()),
        JobId.random().toString(),
        polling.toString(),
        api.tokens().tokenOf(polling, 1),
        JobId.random().toString(),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        JobId.random().toString());
  }

  /** What can't exist, because nothing is called so. */
  static Belongings called(String name) {
    return new Belongings(name, name, name, name, name, name, name, name, name);
  }

  /** The same jobs, each where another contract has its own. */
  Belongings elsewhere() {
    return new Belongings(
        hexadecimal(asset), speech, editor, pollingToken, editor, asset, project, project, speech);
  }

  /** The same, with the file of the asset missing. */
  Belongings unfinished() {
    return new Belongings(
        upload, canonical, polling, pollingToken, speech, project, uploading, uploading, editor);
  }

  /** The same project, with somebody else's assets. */
  Belongings withAssetsOf(Belongings other) {
    return new Belongings(
        upload,
        canonical,
        polling,
        pollingToken,
        speech,
        project,
        other.asset,
        other.uploading,
        editor);
  }

  String filled(String text) {
    return text.replace("{upload}", upload)
        .replace("{canonical}", canonical)
        .replace("{polling}", pollingToken)
        .replace("{speech}", speech)
        .replace("{project}", project)
        .replace("{asset}", asset)
        .replace("{uploading}", uploading)
        .replace("{editor}", editor);
  }

  /** None of these may be told to others. */
  List<String> secrets() {
    return List.of(
        upload, canonical, polling, pollingToken, speech, project, asset, uploading, editor);
  }

  static String hexadecimal(String uuid) {
    return uuid.replace("-", "");
  }
}
