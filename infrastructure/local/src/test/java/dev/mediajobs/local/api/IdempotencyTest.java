package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where there is room for one job only, so that a second one would be noticed. */
class IdempotencyTest {

  private static ApiOnStack api;
  private static Uploading client;
  private static Work work;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    api = ApiOnStack.start(folder, Map.of("AnonymousJobLimit", "1"));
    client = new Uploading(api);
    work = new Work(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void theSameRequestGetsTheSameAnswerWhateverHasBecomeOfTheJob() throws Exception {
    Reply upload = client.whole("a.mp4");
    Reply first = submit(upload, "key-1");
    assertThat(first.status()).isEqualTo(202);

    assertThatIsTheSame(submit(upload, "key-1"), first);
    work.complete(work.job(first), 0);
    assertThatIsTheSame(submit(upload, "key-1"), first);
    Reply other = submit(client.whole("b.mp4"), "key-1");
    assertThat(other.status()).isEqualTo(202);
    assertThat(other.text("job_id")).isNotEqualTo(first.text("job_id"));
    assertThatIsTheSame(submit(upload, "key-1"), first);
    work.fail(work.job(other));
  }

  @Test
  void anotherBodyWithTheSameKeyIsRefused() throws Exception {
    Reply upload = client.whole("a.mp4");
    Reply first = submit(upload, "key-1");

    Reply refused =
        api.post(
            "/api/jobs/submit",
            "{\"key\":\"%s\",\"filename\":\"other.mp4\"}".formatted(upload.text("key")),
            "idempotency-key",
            "key-1");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("idempotency_key_reused");
    assertThat(refused.text("title")).isEqualTo("Unprocessable Content");
    work.fail(work.job(first));
  }

  @Test
  void anotherKeyIsAnotherRequest() throws Exception {
    Reply upload = client.whole("a.mp4");
    Reply first = submit(upload, "key-1");

    assertThat(submit(upload, "key-2").text("code")).isEqualTo("already_submitted");

    work.fail(work.job(first));
    Reply second = submit(upload, "key-2");
    assertThat(second.text("job_id")).isNotEqualTo(first.text("job_id"));
    work.fail(work.job(second));
  }

  @Test
  void aRefusalIsNotRemembered() throws Exception {
    Reply upload = client.whole("a.mp4");
    Reply another = client.whole("b.mp4");
    Reply first = submit(another, "key-1");
    assertThat(submit(upload, "key-1").status()).isEqualTo(429);

    work.fail(work.job(first));

    Reply accepted = submit(upload, "key-1");
    assertThat(accepted.status()).isEqualTo(202);
    work.fail(work.job(accepted));
  }

  @Test
  void theSameRequestSentManyTimesAtOnceMakesOneJob() throws Exception {
    Reply upload = client.whole("a.mp4");
    List<Callable<Reply>> requests =
        Stream.<Callable<Reply>>generate(() -> () -> submit(upload, "key-1")).limit(12).toList();

    List<Reply> replies;
    try (ExecutorService people = Executors.newFixedThreadPool(requests.size())) {
      replies = people.invokeAll(requests).stream().map(Future::resultNow).toList();
    }

    assertThat(replies).allSatisfy(reply -> assertThatIsTheSame(reply, replies.getFirst()));
    assertThat(replies.getFirst().status()).isEqualTo(202);
    work.fail(work.job(replies.getFirst()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "a b ~!", "LONG"})
  void everyPrintableKeyWillDo(String key) throws Exception {
    String sent = key.equals("LONG") ? "k".repeat(255) : key;
    Reply upload = client.whole("a.mp4");

    Reply first = submit(upload, sent);

    assertThat(first.status()).isEqualTo(202);
    assertThatIsTheSame(submit(upload, sent), first);
    work.fail(work.job(first));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LONG"})
  void aSenselessKeyIsRefused(String key) throws Exception {
    String sent = key.equals("LONG") ? "k".repeat(256) : key;

    Reply refused = submit(client.whole("a.mp4"), sent);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("code")).isEqualTo("invalid_idempotency_key");
    assertThat(refused.text("detail")).contains("1 to 255 printable");
  }

  private static void assertThatIsTheSame(Reply reply, Reply first) {
    assertThat(reply.status()).isEqualTo(first.status());
    assertThat(reply.body()).isEqualTo(first.body());
    assertThat(reply.header("location")).isEqualTo(first.header("location"));
    assertThat(reply.header("retry-after")).isEqualTo(first.header("retry-after"));
  }

  private static Reply submit(Reply upload, String key) throws Exception {
    return api.post(
        "/api/jobs/submit",
        "{\"key\":\"%s\",\"filename\":\"a.mp4\"}".formatted(upload.text("key")),
        "idempotency-key",
        key);
  }
}
