package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediajobs.jobs.Job;
import dev.mediajobs.json.Json;
import dev.mediajobs.json.JsonException;
import dev.mediajobs.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Those who want to be called back when their job has ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbacksTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String OWN_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private ApiOnStack api;
  private Receiver receiver;
  private Uploading client;
  private Work work;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder);
    receiver = Receiver.start();
    client = new Uploading(api);
    work = new Work(api);
  }

  @AfterAll
  void stop() {
    receiver.close();
    api.close();
  }

  @Test
  void theOwnerOfAJobIsCalledBackAtItsEndWithASignature() throws Exception {
    Reply submitted = submit("/signed?x=1", Optional.empty());
    Job _ = work.fail(work.job(submitted));

    Receiver.Call call = called("/signed?x=1", 1).getFirst();

    JsonObject payload = Json.object(call.body());
    assertThat(payload.requiredString("type")).isEqualTo("job.failed");
    JsonObject job = payload.object("data").orElseThrow();
    assertThat(job.requiredString("job_id")).isEqualTo(submitted.text("job_id"));
    assertThat(job.requiredString("error_code")).isEqualTo("no_audio");
    assertThat(payload.requiredString("timestamp")).isEqualTo(job.requiredString("completed_at"));
    assertThat(call.header("content-type")).isEqualTo("application/json");
    assertThat(call.header("host")).isEqualTo(receiver.url("").substring("http://".length()));
    assertThat(call.header("webhook-signature"))
        .isEqualTo(signature(submitted.text("callback_secret"), call));
    assertThat(call.body()).doesNotContain(submitted.text("access_token"));
    JsonObject delivery = delivered(submitted);
    assertThat(delivery.requiredString("id")).isEqualTo(call.header("webhook-id"));
    assertThat(delivery.objects("tries").getFirst().wholeNumber("status_code", 0, 999))
        .hasValue(200);
  }

  @Test
  void aSecretThatTheCallerBringsIsUsedAndNotStoredAsItIs() throws Exception {
    Reply submitted = submit("/own", Optional.of(OWN_SECRET + " " + OWN_SECRET));
    assertThat(submitted.json().string("callback_secret")).isEmpty();
    Job _ = work.fail(work.job(submitted));

    Receiver.Call call = called("/own", 1).getFirst();

    String once = signature(OWN_SECRET, call);
    assertThat(call.header("webhook-signature")).isEqualTo(once + " " + once);
    assertThat(
            api.clients().dynamoDb().scan(scan -> scan.tableName(api.table())).items().toString())
        .doesNotContain(OWN_SECRET.substring("whsec_".length()));
  }

  @Test
  void whoeverIsGoneIsAskedNoMoreUntilTheOwnerWantsItAgain() throws Exception {
    receiver.answer(410, Map.of());
    Reply submitted = submit("/gone", Optional.empty());
    Job failed = work.fail(work.job(submitted));
    JsonObject given = deliveryThatIs("failed", submitted);
    String id = given.requiredString("id");
    Reply again = api.post(client.path(submitted) + "/retry", "", client.bearer(submitted));
    assertThat(again.status()).isEqualTo(202);
    Job _ = work.fail(work.job(submitted));
    await().atMost(SOON).until(() -> !api.jobs().read(failed.id()).orElseThrow().isUntold());
    assertThat(called("/gone", 1)).hasSize(1);

    Reply redelivered =
        api.post(
            client.path(submitted) + "/deliveries/" + id + "/redeliver",
            "",
            client.bearer(submitted));

    assertThat(redelivered.status()).isEqualTo(202);
    List<Receiver.Call> calls = called("/gone", 2);
    assertThat(calls.get(1).header("webhook-id")).isEqualTo(id);
    assertThat(calls.get(1).body()).isEqualTo(calls.get(0).body());
    assertThat(delivered(submitted).objects("tries")).hasSize(2);
  }

  @Test
  void aRedirectionIsAFailureAndNeverFollowed() throws Exception {
    receiver.answer(302, Map.of("Location", receiver.url("/elsewhere")));
    Reply submitted = submit("/moved", Optional.empty());
    Job _ = work.fail(work.job(submitted));
    called("/moved", 1);

    JsonObject delivery =
        await().atMost(SOON).until(() -> tried(submitted), Optional::isPresent).orElseThrow();

    assertThat(delivery.objects("tries").getFirst().wholeNumber("status_code", 0, 999))
        .hasValue(302);
    assertThat(receiver.calls("/elsewhere")).isEmpty();
  }

  @Test
  void onlyTheOwnerSeesDeliveries() throws Exception {
    Reply submitted = submit("/mine", Optional.empty());
    Reply shared = api.get(client.path(submitted) + "/share", client.bearer(submitted));
    String token = shared.text("share_url").replaceFirst(".*token=", "");

    assertThat(api.get(client.path(submitted) + "/deliveries?token=" + token).status())
        .isEqualTo(403);
    assertThat(api.get(client.path(submitted) + "/deliveries").status()).isEqualTo(404);
    assertThat(deliveries(submitted)).isEmpty();
    Reply unknown =
        api.post(
            client.path(submitted) + "/deliveries/evt_" + "0".repeat(32) + "/redeliver",
            "",
            client.bearer(submitted));
    assertThat(unknown.text("code")).isEqualTo("delivery_not_found");
  }

  @Test
  void anAddressInsideIsRefusedAtOnce() throws Exception {
    Reply refused =
        submit(client.whole("a.mp4"), "https://169.254.169.254/latest", Optional.empty());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).contains("callback_url", "public address");
  }

  @Test
  void theSameRequestIsAnsweredWithTheSameSecret() throws Exception {
    Reply upload = client.whole("a.mp4");
    Reply first = submit(upload, receiver.url("/"), Optional.empty(), "idempotency-key", "k1");
    Reply second = submit(upload, receiver.url("/"), Optional.empty(), "idempotency-key", "k1");

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.text("callback_secret")).startsWith("whsec_");
  }

  private List<Receiver.Call> called(String path, int times) {
    return await().atMost(SOON).until(() -> receiver.calls(path), calls -> calls.size() >= times);
  }

  private JsonObject delivered(Reply submitted) {
    return deliveryThatIs("delivered", submitted);
  }

  private JsonObject deliveryThatIs(String status, Reply submitted) {
    return await()
        .atMost(SOON)
        .until(
            () -> deliveries(submitted).stream().filter(found -> is(status, found)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static boolean is(String status, JsonObject delivery) {
    try {
      return delivery.requiredString("status").equals(status);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  /** The newest delivery, if it was tried. */
  private Optional<JsonObject> tried(Reply submitted) throws Exception {
    JsonObject newest = deliveries(submitted).getFirst();
    return newest.objects("tries").isEmpty() ? Optional.empty() : Optional.of(newest);
  }

  private List<JsonObject> deliveries(Reply submitted) throws Exception {
    Reply reply = api.get(client.path(submitted) + "/deliveries", client.bearer(submitted));
    assertThat(reply.status()).isEqualTo(200);
    return reply.json().objects("deliveries");
  }

  private Reply submit(String path, Optional<String> secret) throws Exception {
    Reply submitted = submit(client.whole("a.mp4"), receiver.url(path), secret);
    assertThat(submitted.status()).isEqualTo(202);
    return submitted;
  }

  private Reply submit(Reply upload, String url, Optional<String> secret, String... headers)
      throws Exception {
    String key = upload.text("key");
    return api.post(
        "/api/jobs/submit",
        Json.text(
            json -> {
              json.writeStartObject();
              json.writeStringField("key", key);
              json.writeStringField("filename", "a.mp4");
              json.writeStringField("callback_url", url);
              if (secret.isPresent()) {
                json.writeStringField("callback_secret", secret.get());
              }
              json.writeEndObject();
            }),
        headers);
  }

  private static String signature(String secret, Receiver.Call call) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    String signed =
        "%s.%s.%s"
            .formatted(call.header("webhook-id"), call.header("webhook-timestamp"), call.body());
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }
}
