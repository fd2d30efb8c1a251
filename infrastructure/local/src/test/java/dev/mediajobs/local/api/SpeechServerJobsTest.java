package dev.mediajobs.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobId;
import dev.mediajobs.jobs.MediaStore;
import dev.mediajobs.jobs.StorageClass;
import dev.mediajobs.local.Invocations;
import dev.mediajobs.local.TestClock;
import dev.mediajobs.worker.WorkerHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scripts for a speech server of the deployment's own, through the whole stack but for the worker's
 * trigger: its calls are made by hand, and their time passes when the server is asked.
 */
class SpeechServerJobsTest {

  private static final Duration WORKER_TIMEOUT = Duration.ofMinutes(15);
  private static final int MOST_CALLS = 20;

  private static volatile Duration eachAnswer = Duration.ZERO;

  private static TestClock clock;
  private static TalkingServer server;
  private static ApiOnStack api;
  private static WorkerHandler worker;

  private SpeechClient client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    clock = TestClock.running();
    server = TalkingServer.start(() -> clock.pass(eachAnswer));
    // One request after the other, as the clock goes on with each of them.
    Map<String, String> parameters = new HashMap<>(server.parameters());
    parameters.put("SpeechConcurrency", "1");
    api = ApiOnStack.start(folder, parameters);
    worker = new WorkerHandler(api.environmentOf("WorkerFunction"), clock);
  }

  @AfterAll
  static void stop() {
    api.close();
    server.close();
  }

  @BeforeEach
  void signIn() throws Exception {
    server.requests().clear();
    client = new SpeechClient(api, UUID.randomUUID().toString());
  }

  @Test
  void aDialogueIsSpokenByTheServerInItsVoices() throws Exception {
    eachAnswer = Duration.ZERO;
    String id = SpeechClient.idOf(client.multiRole(script(3)));

    assertThat(calls(id)).isEqualTo(1);

    JsonNode job = client.job(id);
    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
    assertThat(job.path("provider").asText()).isEqualTo("openai");
    assertThat(job.path("result").path("duration_ms").asLong()).isBetween(3000L, 20_000L);
    JsonNode timings = job.path("result").path("turn_timings");
    assertThat(timings).hasSize(3);
    for (JsonNode timing : timings) {
      assertThat(timing.path("end_ms").asLong() - timing.path("start_ms").asLong())
          .isBetween(300L, 5000L);
    }
    assertThat(server.requests())
        .extracting(request -> request.path("model").asText())
        .containsOnly("freetts");
    assertThat(server.requests())
        .extracting(request -> request.path("voice").asText())
        .containsExactlyInAnyOrder("alloy", "nova", "alloy");
  }

  @Test
  void aVoiceThatTheServerDoesNotHaveIsRefusedAtOnce() throws Exception {
    Reply refused = client.multiRole(script(2).replace("nova", "Joanna"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail"))
        .isEqualTo(
            "voice_assignments.Ben is Joanna, which is no voice of openai, so turns[1] can't be"
                + " spoken; there are alloy, nova.");
  }

  @Test
  void aScriptOfMoreTimeThanACallHasIsSpokenInSeveralAndNoPieceIsBoughtTwice() throws Exception {
    // Three quarters of an hour in all, of which a call has one.
    eachAnswer = Duration.ofMinutes(4);
    String id = SpeechClient.idOf(client.multiRole(script(12)));

    assertThat(calls(id)).isGreaterThan(2);

    JsonNode job = client.job(id);
    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
    assertThat(job.path("result").path("turn_timings")).hasSize(12);
    assertThat(job.path("result").path("latency_ms").asLong())
        .isGreaterThan(Duration.ofMinutes(45).toMillis());
    assertThat(server.requests())
        .extracting(request -> request.path("input").asText())
        .hasSize(12)
        .doesNotHaveDuplicates();
    Job row = row(id);
    assertThat(row.tries().retryCount()).isZero();
    assertThat(
            api.media().namesUnder(MediaStore.prefixOf(StorageClass.MONTH, row.id()) + "spoken/"))
        .isEmpty();
  }

  /** Calls the worker for as long as there are messages; answers how often. */
  private static int calls(String id) {
    int calls = 0;
    while (!row(id).status().isTerminal()) {
      for (String message : api.takeMessages()) {
        calls++;
        assertThat(calls).isLessThan(MOST_CALLS);
        assertThat(
                worker
                    .handleRequest(
                        Invocations.messages(message), Invocations.context(WORKER_TIMEOUT))
                    .getBatchItemFailures())
            .isEmpty();
      }
    }
    return calls;
  }

  private static Job row(String id) {
    return api.jobs().find(JobId.parse(id).orElseThrow()).orElseThrow();
  }

  private static String script(int turns) {
    return """
        {"provider":"openai","voice_assignments":{"Anna":"alloy","Ben":"nova"},"turns":[%s]}"""
        .formatted(
            IntStream.range(0, turns)
                .mapToObj(
                    turn ->
                        "{\"role\":\"%s\",\"text\":\"This is turn %d.\"}"
                            .formatted(turn % 2 == 0 ? "Anna" : "Ben", turn))
                .collect(Collectors.joining(",")));
  }
}
