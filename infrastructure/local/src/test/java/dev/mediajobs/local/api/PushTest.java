package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.jobs.Access;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.JobType;
import dev.mediajobs.jobs.Origin;
import dev.mediajobs.jobs.Owner;
import dev.mediajobs.jobs.Source;
import dev.mediajobs.jobs.SpeechSettings;
import dev.mediajobs.jobs.Submitted;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonObject;
import dev.mediajobs.local.notifier.Browser;
import dev.mediajobs.push.SubscriptionStore;
import dev.mediajobs.push.SubscriptionStore.Added;
import dev.mediajobs.push.Wish;
import dev.mediajobs.sockets.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers that are notified when jobs have ended, through a push service on this machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String SUBSCRIPTIONS = "/api/push/subscriptions";
  private static final Pattern AUTHORIZATION =
      Pattern.compile("vapid t=(([\\w-]+)\\.([\\w-]+))\\.([\\w-]+), k=([\\w-]+)");

  private ApiOnStack api;
  private Receiver service;
  private Uploading client;
  private Work work;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder);
    service = Receiver.start();
    client = new Uploading(api);
    work = new Work(api);
  }

  @AfterAll
  void stop() {
    service.close();
    api.close();
  }

  @Test
  void aBrowserIsNotifiedOfJobsThatAreCompletedOrHaveFailed() throws Exception {
    Reply good = client.submitted("good.mp4");
    Reply bad = client.submitted("bad.mp4");
    Browser browser = new Browser(service.url("/ends"));
    Reply subscribed = subscribe(browser, good.text("access_token"), bad.text("access_token"));
    assertThat(subscribed.json().objects("jobs")).hasSize(2);
    assertThat(subscribed.json().strings("invalid_tokens").orElseThrow()).isEmpty();

    Job _ = work.complete(work.job(good), 0);
    Job _ = work.fail(work.job(bad));

    List<JsonObject> told = new ArrayList<>();
    for (Receiver.Call call : called("/ends", 2)) {
      told.add(browser.read(call.bytes()));
      assertThat(call.header("content-encoding")).isEqualTo("aes128gcm");
      assertThat(Long.parseLong(call.header("ttl")))
          .isBetween(Duration.ofDays(6).toSeconds(), Duration.ofDays(7).toSeconds());
      assertThat(call.header("urgency")).isEqualTo("normal");
      assertThat(call.header("topic")).matches("[A-Za-z0-9_-]{1,32}");
      mustBeOurs(call, browser);
    }
    JsonObject completed = about(good, told);
    assertThat(completed.requiredString("type")).isEqualTo("job.completed");
    assertThat(completed.requiredString("id")).matches("evt_[0-9a-f]{32}");
    JsonObject job = completed.object("job").orElseThrow();
    assertThat(job.requiredString("status")).isEqualTo("completed");
    assertThat(job.requiredString("filename")).isEqualTo("good.mp4");
    assertThat(about(bad, told).requiredString("type")).isEqualTo("job.failed");
  }

  @Test
  void aJobThatHasEndedBeforeIsToldAtOnce() throws Exception {
    Reply submitted = client.submitted("early.mp4");
    Job _ = work.fail(work.job(submitted));

    Reply subscribed =
        subscribe(new Browser(service.url("/early")), submitted.text("access_token"));

    JsonObject job = subscribed.json().objects("jobs").getFirst();
    assertThat(job.requiredString("job_id")).isEqualTo(submitted.text("job_id"));
    assertThat(job.requiredString("type")).isEqualTo("subtitle-generation");
    assertThat(job.requiredString("status")).isEqualTo("failed");
  }

  @Test
  void aBrowserThatSubscribesAgainIsNotifiedOnceAndWithItsNewKeys() throws Exception {
    Reply submitted = client.submitted("again.mp4");
    Browser before = new Browser(service.url("/again"));
    Browser after = new Browser(service.url("/again"));
    Reply first = subscribe(before, submitted.text("access_token"));
    Reply second = subscribe(after, submitted.text("access_token"));
    assertThat(second.text("subscription_id")).isEqualTo(first.text("subscription_id"));

    mustBeHandled(work.fail(work.job(submitted)));

    List<Receiver.Call> calls = service.calls("/again");
    assertThat(calls).hasSize(1);
    assertThat(after.read(calls.getFirst().bytes()).requiredString("type")).isEqualTo("job.failed");
  }

  @Test
  void whoUnsubscribesIsNotNotified() throws Exception {
    Reply submitted = client.submitted("off.mp4");
    Reply subscribed = subscribe(new Browser(service.url("/off")), submitted.text("access_token"));
    String path = SUBSCRIPTIONS + "/" + subscribed.text("subscription_id");

    assertThat(api.delete(path).status()).isEqualTo(204);
    assertThat(api.delete(path).status()).isEqualTo(204);

    Job failed = work.fail(work.job(submitted));
    mustBeHandled(failed);
    assertThat(api.subscriptions().subscribers(new Topic.OfJob(failed.id()))).isEmpty();
    assertThat(service.calls("/off")).isEmpty();
  }

  @Test
  void aBrowserThatIsGoneIsForgotten() throws Exception {
    Reply submitted = client.submitted("gone.mp4");
    try (Receiver forgetful = Receiver.start()) {
      forgetful.answer(410, Map.of());
      Reply _ = subscribe(new Browser(forgetful.url("/gone")), submitted.text("access_token"));

      Job failed = work.fail(work.job(submitted));

      await()
          .atMost(SOON)
          .until(() -> api.subscriptions().subscribers(new Topic.OfJob(failed.id())).isEmpty());
      assertThat(forgetful.calls("/gone")).hasSize(1);
    }
  }

  @Test
  void aUserIsNotifiedOfAllOwnJobsThoseToComeToo() throws Exception {
    Browser browser = new Browser(service.url("/all"));
    Job earlier = speech("alice");
    Reply subscribed =
        api.post(
            SUBSCRIPTIONS,
            browser.wish(List.of(), true),
            "authorization",
            api.signedIn("alice", Duration.ofHours(1)));
    assertThat(subscribed.status()).isEqualTo(201);
    assertThat(subscribed.json().objects("jobs").getFirst().requiredString("job_id"))
        .isEqualTo(earlier.id().toString());

    Job later = work.fail(speech("alice"));
    mustBeHandled(later, work.fail(speech("bob")));

    List<Receiver.Call> calls = service.calls("/all");
    assertThat(calls).hasSize(1);
    assertThat(
            browser
                .read(calls.getFirst().bytes())
                .object("job")
                .orElseThrow()
                .requiredString("job_id"))
        .isEqualTo(later.id().toString());
  }

  @Test
  void nobodyWhoIsNotSignedInIsNotifiedOfAllJobs() throws Exception {
    Reply refused = api.post(SUBSCRIPTIONS, new Browser(service.url("/no")).wish(List.of(), true));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text("code")).isEqualTo("unauthenticated");
  }

  @Test
  void aLinkThatIsTakenBackTellsNoMore() throws Exception {
    Reply submitted = client.submitted("shared.mp4");
    Reply shared = api.get(client.path(submitted) + "/share", client.bearer(submitted));
    Browser guest = new Browser(service.url("/guest"));
    Reply subscribed = subscribe(guest, shared.text("share_url").replaceFirst(".*token=", ""));
    assertThat(subscribed.json().objects("jobs")).hasSize(1);
    Reply _ = subscribe(new Browser(service.url("/host")), submitted.text("access_token"));

    Reply unshared = api.delete(client.path(submitted) + "/share", client.bearer(submitted));

    assertThat(unshared.status()).isEqualTo(204);
    mustBeHandled(work.fail(work.job(submitted)));
    assertThat(service.calls("/host")).hasSize(1);
    assertThat(service.calls("/guest")).isEmpty();
  }

  @Test
  void whoOpensALinkToTheirOwnJobIsToldThoughTheLinkIsTakenBack() throws Exception {
    Reply submitted = client.submitted("both.mp4");
    Reply shared = api.get(client.path(submitted) + "/share", client.bearer(submitted));
    Browser browser = new Browser(service.url("/both"));
    Reply _ = subscribe(browser, submitted.text("access_token"));
    Reply _ = subscribe(browser, shared.text("share_url").replaceFirst(".*token=", ""));

    Reply unshared = api.delete(client.path(submitted) + "/share", client.bearer(submitted));

    assertThat(unshared.status()).isEqualTo(204);
    mustBeHandled(work.fail(work.job(submitted)));
    assertThat(service.calls("/both")).hasSize(1);
  }

  @Test
  void aTokenThatOpensNothingIsToldBackAndNothingElse() throws Exception {
    String unknown = api.tokens().tokenOf(JobId.random(), 1);

    Reply subscribed = subscribe(new Browser(service.url("/none")), unknown, "nonsense");

    assertThat(subscribed.json().objects("jobs")).isEmpty();
    assertThat(subscribed.json().strings("invalid_tokens").orElseThrow())
        .containsExactly(unknown, "nonsense");
  }

  @Test
  void moreBrowsersThanThereMayBeAreRefused() throws Exception {
    Reply submitted = client.submitted("many.mp4");
    Job job = work.job(submitted);
    fill(Wish.ofJob(job, Access.OWNER, job.times().retainedUntil()));

    Reply refused =
        api.post(
            SUBSCRIPTIONS,
            new Browser(service.url("/more")).wish(List.of(submitted.text("access_token")), false));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("code")).isEqualTo("too_many_subscriptions");
  }

  @Test
  void aLinkThatTooManyHaveKeepsNobodyFromTheirOwnJobs() throws Exception {
    Reply popular = client.submitted("popular.mp4");
    Reply own = client.submitted("own.mp4");
    Job job = work.job(popular);
    fill(Wish.ofJob(job, Access.READER, job.times().retainedUntil()));

    Reply subscribed =
        subscribe(
            new Browser(service.url("/late")),
            api.tokens().shareTokenOf(job),
            own.text("access_token"));

    assertThat(jobIds(subscribed, "jobs")).containsExactly(own.text("job_id"));
    assertThat(jobIds(subscribed, "full_jobs")).containsExactly(popular.text("job_id"));
    assertThat(subscribed.json().strings("invalid_tokens").orElseThrow()).isEmpty();
    mustBeHandled(work.fail(job), work.fail(work.job(own)));
    assertThat(service.calls("/late")).hasSize(1);
  }

  @Test
  void aUserWhoHasTooManyBrowsersIsToldSoAndNotifiedOfWhatTheTokensOpen() throws Exception {
    fill(Wish.ofOwner(new Owner("carol"), Instant.now().plus(Duration.ofDays(1))));
    Job _ = speech("carol");
    Reply own = client.submitted("besides.mp4");

    Reply subscribed =
        api.post(
            SUBSCRIPTIONS,
            new Browser(service.url("/one-more")).wish(List.of(own.text("access_token")), true),
            "authorization",
            api.signedIn("carol", Duration.ofHours(1)));

    assertThat(subscribed.status()).isEqualTo(201);
    assertThat(subscribed.json().bool("all_jobs")).contains(false);
    assertThat(jobIds(subscribed, "jobs")).containsExactly(own.text("job_id"));
    assertThat(jobIds(subscribed, "full_jobs")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/push",
        "https://[fd00:ec2::254]/push",
        "https://0x7f000001/push",
        "ftp://push.example.net/"
      })
  void anEndpointInsideIsRefusedAtOnce(String endpoint) throws Exception {
    Reply refused = api.post(SUBSCRIPTIONS, new Browser(endpoint).wish(List.of("token"), false));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().objects("errors").getFirst().requiredString("field"))
        .isEqualTo("endpoint");
  }

  private Reply subscribe(Browser browser, String... tokens) throws Exception {
    Reply subscribed = api.post(SUBSCRIPTIONS, browser.wish(List.of(tokens), false));
    assertThat(subscribed.status()).as(subscribed.body()).isEqualTo(201);
    return subscribed;
  }

  /** Has as many browsers as there may be wish this. */
  private void fill(Wish wish) throws Exception {
    String path = "/many/" + JobId.random() + "/";
    for (int number = 1; number <= SubscriptionStore.MOST_SUBSCRIBERS; number++) {
      Added added =
          api.subscriptions()
              .add(new Browser(service.url(path + number)).subscription(), List.of(wish));
      assertThat(added).isEqualTo(new Added.Subscribed(Set.of()));
    }
  }

  private static List<String> jobIds(Reply subscribed, String field) throws Exception {
    List<String> ids = new ArrayList<>();
    for (JsonObject job : subscribed.json().objects(field)) {
      ids.add(job.requiredString("job_id"));
    }
    return ids;
  }

  /** When this returns, browsers have been told whatever they are going to be told of these. */
  private void mustBeHandled(Job... ended) {
    for (Job job : ended) {
      await().atMost(SOON).until(() -> !api.jobs().read(job.id()).orElseThrow().isUntold());
    }
    await().atMost(SOON).until(() -> api.notificationsOnTheirWay() == 0);
  }

  private List<Receiver.Call> called(String path, int times) {
    return await().atMost(SOON).until(() -> service.calls(path), calls -> calls.size() >= times);
  }

  private Job speech(String user) {
    Job job =
        Job.submitted(
            JobId.random(),
            Origin.SPEECH,
            Optional.of(new Owner(user)),
            new Source("30d/scripts/x", "script.txt", 1, Optional.empty()),
            new SpeechSettings(JobType.SINGLE_TTS, "polly"),
            Instant.now());
    assertThat(api.jobs().submit(job, Optional.empty(), Optional.empty())).isEqualTo(Submitted.YES);
    return job;
  }

  private static JsonObject about(Reply submitted, List<JsonObject> told) throws Exception {
    for (JsonObject one : told) {
      String job = one.object("job").orElseThrow().requiredString("job_id");
      if (job.equals(submitted.text("job_id"))) {
        return one;
      }
    }
    throw new AssertionError("nothing was told of " + submitted.text("job_id"));
  }

  /** By RFC 8292, with the key that the API tells pages. */
  private void mustBeOurs(Receiver.Call call, Browser browser) throws Exception {
    Matcher sent = AUTHORIZATION.matcher(call.header("authorization"));
    assertThat(sent.matches()).isTrue();
    assertThat(sent.group(5)).isEqualTo(api.get("/api/push/key").text("public_key"));
    JsonObject claims = Json.object(new String(decoded(sent.group(3)), StandardCharsets.UTF_8));
    assertThat(claims.requiredString("aud") + "/ends").isEqualTo(service.url("/ends"));
    assertThat(claims.requiredString("sub")).startsWith("https://");
    assertThat(Instant.ofEpochSecond(claims.requiredWholeNumber("exp", 0, Long.MAX_VALUE)))
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(24)));
    Signature verifying = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifying.initVerify(Browser.publicKey(decoded(sent.group(5)), browser.publicKey()));
    verifying.update(sent.group(1).getBytes(StandardCharsets.US_ASCII));
    assertThat(verifying.verify(decoded(sent.group(4)))).isTrue();
  }

  private static byte[] decoded(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
