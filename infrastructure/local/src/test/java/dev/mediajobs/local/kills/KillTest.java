package dev.mediajobs.local.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.faults.Call;
import dev.mediajobs.local.faults.Completion;
import dev.mediajobs.local.faults.Exchange;
import dev.mediajobs.local.faults.Grounds;
import dev.mediajobs.local.faults.Life;
import dev.mediajobs.local.faults.Person;
import dev.mediajobs.local.faults.Script;
import dev.mediajobs.local.faults.Site;
import dev.mediajobs.local.isolated.IsolatedEnvironments;
import dev.mediajobs.local.worker.Recordings;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Nothing is lost, doubled or kept, whenever a worker is killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "the runtime interface client has its native part for Linux only")
class KillTest {

  private static final int AT_ONCE = 2;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService lives = Executors.newFixedThreadPool(AT_ONCE);
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
    lives.shutdownNow();
    grounds.close();
    environments.close();
    http.close();
  }

  @TestFactory
  Stream<DynamicTest> nothingIsLostByAKillAfter() throws Exception {
    List<Site> effects = sideEffectsOfAnUndisturbedLife();
    assertThat(effects).hasSizeGreaterThan(15);
    List<DynamicTest> tests = new ArrayList<>();
    for (int number = 1; number <= effects.size(); number++) {
      tests.add(test(number, effects.get(number - 1)));
    }
    return tests.stream();
  }

  private List<Site> sideEffectsOfAnUndisturbedLife() throws Exception {
    return live(Script.NO_TROUBLE, new CompletableFuture<>()).stream()
        .map(Exchange::call)
        .map(Call::site)
        .filter(site -> site.caller().equals("worker") && site.isSideEffect())
        .toList();
  }

  /** Begins at once; the test waits for the end. */
  private DynamicTest test(int number, Site effect) {
    Future<?> end =
        lives.submit(
            () -> {
              CompletableFuture<WorkerProcess> worker = new CompletableFuture<>();
              After kill = After.sideEffect("worker", number, () -> worker.join().kill());
              live(kill, worker);
              assertThat(kill.happened()).isTrue();
              return null;
            });
    return DynamicTest.dynamicTest("%d: %s".formatted(number, effect), () -> outcome(end));
  }

  private List<Exchange> live(Script script, CompletableFuture<WorkerProcess> worker)
      throws Exception {
    try (Life life =
        Life.on(
            grounds,
            http,
            begun -> {
              worker.complete(WorkerProcess.with(begun.variables("worker", script), environments));
              return worker.join();
            })) {
      Person.Accepted job = life.person().handIn(recording);
      life.goOn(job);
      Completion completion = Completion.of(life, job);
      life.deliverTheRest();
      completion.stands();
      assertThat(life.exchanges().transcriptions()).containsExactly(life.transcription(job, 1));
      return life.exchanges().all();
    } finally {
      worker.join().close();
    }
  }

  private static void outcome(Future<?> end) throws Throwable {
    try {
      end.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
