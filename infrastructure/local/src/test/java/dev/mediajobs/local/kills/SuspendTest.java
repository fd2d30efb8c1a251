package dev.mediajobs.local.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.faults.Call;
import dev.mediajobs.local.faults.Completion;
import dev.mediajobs.local.faults.Exchange;
import dev.mediajobs.local.faults.Grounds;
import dev.mediajobs.local.faults.Life;
import dev.mediajobs.local.faults.Person;
import dev.mediajobs.local.isolated.IsolatedEnvironments;
import dev.mediajobs.local.worker.Recordings;
import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A worker is suspended past its lease and continued while its successor runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "the runtime interface client has its native part for Linux only")
class SuspendTest {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private IsolatedEnvironments environments;
  private Grounds grounds;
  private byte[] recording;

  @BeforeAll
  void start() throws Exception {
    recording = Recordings.tone("2");
    environments = IsolatedEnvironments.open();
    grounds = Grounds.open();
  }

  @AfterAll
  void stop() {
    grounds.close();
    environments.close();
    http.close();
  }

  @Test
  void invariant2AWorkerSuspendedWithTheSoundJustStoredChangesNothingAnyMore() throws Exception {
    suspendAfter(call -> call.target().contains("/audio.flac"));
  }

  @Test
  void invariant2AWorkerSuspendedWhileItWritesSubtitlesChangesNothingAnyMore() throws Exception {
    suspendAfter(call -> call.target().contains("/subtitles.srt"));
  }

  @Test
  void invariant3AWorkerSuspendedJustBeforeItCompletesTheJobChangesNothingAnyMore()
      throws Exception {
    suspendAfter(call -> call.site().operation().equals("PutItem"));
  }

  private void suspendAfter(Predicate<Call> such) throws Exception {
    CompletableFuture<Relief> relief = new CompletableFuture<>();
    try (Life life =
        Life.on(
            grounds,
            http,
            begun -> {
              relief.complete(Relief.in(begun, such, environments));
              return relief.join();
            })) {
      Person.Accepted job = life.person().handIn(recording);
      life.goOn(job);
      relief.join().awaitFirst();

      Completion completion = Completion.of(life, job);
      life.deliverTheRest();
      completion.stands();
      assertThat(life.exchanges().transcriptions()).containsExactly(life.transcription(job, 1));
      assertThat(relief.join().movesAfterSuspension(job)).isNotEmpty().noneMatch(Exchange::isDone);
    } finally {
      relief.join().close();
    }
  }
}
