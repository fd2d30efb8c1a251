package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.jobs.Asset;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.ProjectAsset;
import dev.mediajobs.jobs.Settings;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.SpeechSettings;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.jobs.SubtitleSettings;
import dev.mediajobs.jobs.Upload;
import dev.mediajobs.sockets.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A stack on which Alice and Bob have the same things, Alice has had some that are over, and
 * Mallory has nothing. All jobs are in the hands of workers, so that their owners can neither
 * cancel nor retry them.
 */
final class AccessScene implements AutoCloseable {

  private static final String ALICE = "alice";
  private static final String BOB = "bob";
  private static final String MALLORY = "mallory";

  /** Longer than anything is kept. */
  private static final Duration LONG = Duration.ofDays(40);

  /** What a browser says of its subscription. */
  static final String BROWSER =
      "{\"endpoint\":\"https://push.example.net/push/1\",\"keys\":{\"p256dh\":"
          + "\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4\","
          + "\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}}";

  private static final String TEXT =
      "{\"provider\":\"polly\",\"voice\":\"Joanna\",\"text\":\"Hi\"}";

  private final SigningIssuer issuer;
  private final ApiOnStack api;
  private final Work work;
  private final Belongings existing;
  private final Belongings foreign;
  private final Belongings expired;
  private final Belongings missing;
  private final String revokedLink;
  private final String subscription;

  private AccessScene(SigningIssuer issuer, ApiOnStack api) throws Exception {
    this.issuer = issuer;
    this.api = api;
    this.work = new Work(api);
    this.existing = made(ALICE);
    this.foreign = made(BOB);
    this.expired = madeLongAgo(ALICE);
    this.missing = Belongings.missing(api);
    this.revokedLink = api.tokens().shareTokenOf(row(existing.canonical()));
    Reply unshared =
        api.delete(
            "/api/jobs/%s/share".formatted(existing.canonical()),
            "authorization",
            "Bearer " + tokenOf(existing.canonical()));
    assertThat(unshared.status()).isEqualTo(204);
    Reply subscribed =
        api.post(
            "/api/push/subscriptions",
            BROWSER
                .replace("push/1", "push/alice")
                .replace("}}", "},\"tokens\":[\"%s\"]}".formatted(tokenOf(existing.canonical()))));
    assertThat(subscribed.status()).isEqualTo(201);
    this.subscription = subscribed.text("subscription_id");
  }

  static AccessScene set(Path folder) throws Exception {
    SigningIssuer issuer = SigningIssuer.start();
    Map<String, String> parameters = new HashMap<>(issuer.parameters());
    parameters.put("AnonymousJobLimit", "100");
    parameters.put("UserJobLimit", "100");
    return new AccessScene(issuer, ApiOnStack.start(folder, parameters));
  }

  ApiOnStack api() {
    return api;
  }

  /** What Alice has. */
  Belongings existing() {
    return existing;
  }

  /** What Bob has. */
  Belongings foreign() {
    return foreign;
  }

  /** What Alice had; its rows may still be there. */
  Belongings expired() {
    return expired;
  }

  /** What nobody has. */
  Belongings missing() {
    return missing;
  }

  /** The link to Alice's job that she has taken back. */
  String revokedLink() {
    return revokedLink;
  }

  /** The id of the subscription of Alice's browser. */
  String subscription() {
    return subscription;
  }

  /** The link to the job that is good now. */
  String linkTo(String job) {
    return api.tokens().shareTokenOf(row(job));
  }

  /** The token that opens a new job of this name, if there is one. */
  String tokenOf(String job) {
    return api.tokens().tokenOf(JobId.parse(job).orElseThrow(), 1);
  }

  Stranger alice() throws Exception {
    return Stranger.bearing("the owner", issuer.token(ALICE));
  }

  Stranger mallory() throws Exception {
    return Stranger.bearing("another user", issuer.token(MALLORY));
  }

  /** Alice, whose session is over. */
  Stranger expiredAlice() throws Exception {
    return Stranger.bearing("an expired token", issuer.expired(ALICE));
  }

  /** Those who are not signed in, though some of them claim to be Alice. */
  List<Stranger> strangers() throws Exception {
    String good = issuer.token(ALICE);
    return List.of(
        Stranger.NOBODY,
        Stranger.with("a scheme without a token", "Bearer "),
        Stranger.with("another scheme", "Basic YWxpY2U6eA=="),
        Stranger.with("a token without a scheme", good),
        Stranger.bearing("a malformed token", "x.y.z"),
        Stranger.bearing("a token cut short", good.substring(0, good.length() - 5)),
        expiredAlice(),
        Stranger.bearing("a token of another issuer", issuer.ofAnotherIssuer(ALICE)),
        Stranger.bearing("a token for another audience", issuer.forAnotherAudience(ALICE)),
        Stranger.bearing("a token signed with another key", issuer.ofAnotherKey(ALICE)),
        Stranger.bearing("a token with the algorithm none", issuer.unsigned(ALICE)),
        Stranger.bearing("the same with a signature", issuer.unsigned(ALICE) + "c2lnbmVk"),
        Stranger.bearing("the public key for a secret", issuer.signedWithThePublicKey(ALICE)),
        Stranger.bearing("a job's access token", tokenOf(existing.canonical())));
  }

  /** Everything about Alice's things that requests could change. */
  List<Object> state() {
    return List.of(
        row(existing.canonical()),
        row(existing.polling()),
        row(existing.speech()),
        row(existing.editor()),
        api.subscriptions().subscribers(topic(existing.canonical())),
        api.subscriptions().subscribers(new Topic.OfOwner(new Owner(ALICE))),
        api.uploads().read(existing.upload()),
        alices().assets().find(UUID.fromString(existing.asset())),
        alices().assets().find(UUID.fromString(existing.uploading())));
  }

  private static Topic topic(String job) {
    return new Topic.OfJob(JobId.parse(job).orElseThrow());
  }

  private Editor alices() {
    return new Editor(api, "");
  }

  private Job row(String job) {
    return api.jobs().read(JobId.parse(job).orElseThrow()).orElseThrow();
  }

  private Belongings made(String user) throws Exception {
    Uploading client = new Uploading(api);
    Reply upload = client.whole("talk.mp4");
    Reply canonical = client.submit(upload, "talk.mp4");
    assertThat(canonical.status()).isEqualTo(202);
    Reply polling =
        api.post(
            "/api/generate-subtitles",
            "{\"fileId\":\"%s\"}".formatted(client.whole("talk.mp4").text("upload_id")));
    assertThat(polling.status()).isEqualTo(202);
    String token = polling.text("jobId");
    String authorization = "Bearer " + issuer.token(user);
    Reply speech = api.post("/api/v1/jobs/tts/single", TEXT, "authorization", authorization);
    assertThat(speech.status()).isEqualTo(202);
    Editor editor = new Editor(api, authorization);
    UUID project = UUID.randomUUID();
    UUID asset = editor.ready(project, true);
    Reply begun = editor.begin("subtitle-generation", project, asset);
    assertThat(begun.status()).isEqualTo(201);
    Belongings made =
        new Belongings(
            upload.text("upload_id"),
            canonical.text("job_id"),
            api.tokens().jobOf(token).orElseThrow().toString(),
            token,
            speech.text("id"),
            project.toString(),
            asset.toString(),
            Editor.idOf(editor.announce(project, "talk.mp4", Editor.FILE.length)).toString(),
            Editor.job(begun).requiredString("jobId"));
    for (String job : List.of(made.canonical(), made.polling(), made.speech(), made.editor())) {
      work.claim(row(job));
    }
    return made;
  }

  private Belongings madeLongAgo(String user) {
    Instant then = Instant.now().minus(LONG);
    Optional<Owner> owner = Optional.of(new Owner(user));
    String upload = Belongings.hexadecimal(UUID.randomUUID().toString());
    api.uploads()
        .create(
            new Upload(upload, "a.mp4", 5, "video/mp4", Optional.empty(), then, Optional.empty()));
    ProjectAsset place = new ProjectAsset(UUID.randomUUID(), UUID.randomUUID());
    Asset asset =
        Asset.announced(
            place, owner.orElseThrow(), "a.mp4", 5, "video/mp4", Optional.empty(), then);
    alices().assets().create(asset);
    Source file = new Source(Upload.keyOf(upload), "a.mp4", 5, Optional.empty());
    Settings speaking = new SpeechSettings(JobType.SINGLE_TTS, "polly");
    JobId polling =
        writtenLongAgo(Origin.POLLING, Optional.empty(), file, SubtitleSettings.DEFAULT);
    return new Belongings(
        upload,
        writtenLongAgo(Origin.CANONICAL, Optional.empty(), file, SubtitleSettings.DEFAULT)
            .toString(),
        polling.toString(),
        api.tokens().tokenOf(polling, 1),
        writtenLongAgo(Origin.SPEECH, owner, file, speaking).toString(),
        place.project().toString(),
        asset.id(),
        asset.id(),
        writtenLongAgo(Origin.EDITOR, owner, asset.source(), SubtitleSettings.DEFAULT).toString());
  }

  private JobId writtenLongAgo(
      Origin origin, Optional<Owner> owner, Source source, Settings settings) {
    Instant then = Instant.now().minus(LONG);
    Job job = Job.submitted(JobId.random(), origin, owner, source, settings, then);
    assertThat(api.jobs().submit(job, Optional.empty(), Optional.empty())).isEqualTo(Submitted.YES);
    assertThat(api.jobs().read(job.id())).isPresent();
    return job.id();
  }

  @Override
  public void close() {
    api.close();
    issuer.close();
  }
}
