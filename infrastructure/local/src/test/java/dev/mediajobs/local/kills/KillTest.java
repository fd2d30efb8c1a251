package dev.mediajobs.local.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.faults.Call;
import dev.mediajobs.local.faults.Exchange;
import dev.mediajobs.local.faults.Grounds;
import dev.mediajobs.local.faults.Life;
import dev.mediajobs.local.faults.Script;
import dev.mediajobs.local.faults.Site;
import dev.mediajobs.local.isolated.IsolatedEnvironments;
import dev.mediajobs.local.worker.Recordings;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Nothing is lost, doubled or kept, whenever a worker is killed. After every second side effect it
 * is; with {@code -Dmediajobs.kills.every=1} after each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "the runtime interface client has its native part for Linux only")
class KillTest {

  private static final int EVERY = Integer.getInteger("mediajobs.kills.every", 2);
  private static final int AT_ONCE = 2;
  private static final Set<String> IN_PARTS =
      Set.of("CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService lives = Executors.newFixedThreadPool(AT_ONCE);
  private IsolatedEnvironments environments;
  private Grounds grounds;
  private Play newRecording;
  private Play duplicate;
  private Play soundInParts;
  private Play handover;

  /**
   * What workers are killed in.
   *
   * @param effects the side effects that it has when nobody is killed, in their order
   */
  private record Play(Scene scene, Future<List<Site>> effects) {}

  @BeforeAll
  void start() throws Exception {
    byte[] recording = Recordings.tone("2");
    environments = IsolatedEnvironments.open();
    grounds = Grounds.open();
    newRecording = rehearsed(Scene.ofANewRecording(recording));
    duplicate = rehearsed(Scene.ofADuplicate(recording));
    soundInParts = rehearsed(Scene.ofANewRecording(Recordings.soundInTwoParts()));
    handover = rehearsed(Scene.ofAHandover(recording));
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
    List<Site> effects = newRecording.effects().get();
    assertThat(effects).hasSizeGreaterThan(15);
    return kills(newRecording, index -> index % EVERY == 0);
  }

  @TestFactory
  Stream<DynamicTest> nothingOfADuplicateIsLostByAKillAfter() throws Exception {
    List<Site> effects = duplicate.effects().get();
    assertThat(effects).filteredOn(Site::operation, "CopyObject").hasSize(3);
    assertThat(effects).extracting(Site::operation).contains("TransactWriteItems");
    return kills(duplicate, index -> index % EVERY == 0);
  }

  @TestFactory
  Stream<DynamicTest> noSoundInPartsIsLostByAKillAfter() throws Exception {
    List<Site> effects = soundInParts.effects().get();
    assertThat(effects).filteredOn(Site::operation, "UploadPart").hasSize(2);
    return kills(soundInParts, index -> IN_PARTS.contains(effects.get(index).operation()));
  }

  @TestFactory
  Stream<DynamicTest> nothingIsLostWhenAJobIsHandedOverByAKillAfter() throws Exception {
    List<Site> effects = handover.effects().get();
    List<String> moves = List.of("UpdateItem", "UpdateItem", "SendMessage");
    assertThat(effects).extracting(Site::operation).startsWith(moves.toArray(String[]::new));
    return kills(handover, index -> index < moves.size());
  }

  /** Plays it undisturbed, beginning now. */
  private Play rehearsed(Scene scene) {
    return new Play(
        scene,
        lives.submit(
            () ->
                live(scene, _ -> Script.NO_TROUBLE).stream()
                    .map(Exchange::call)
                    .map(Call::site)
                    .filter(site -> site.caller().equals(Crew.WORKER) && site.isSideEffect())
                    .toList()));
  }

  /** A kill after each of the side effects whose index is chosen. */
  private Stream<DynamicTest> kills(Play play, IntPredicate chosen) throws Exception {
    List<Site> effects = play.effects().get();
    return IntStream.range(0, effects.size())
        .filter(chosen)
        .mapToObj(index -> test(play.scene(), index + 1, effects.get(index)))
        .toList()
        .stream();
  }

  /** Begins at once; the test waits for the end. */
  private DynamicTest test(Scene scene, int number, Site effect) {
    Future<?> end =
        lives.submit(
            () -> {
              CompletableFuture<After> kill = new CompletableFuture<>();
              live(
                  scene,
                  crew -> {
                    kill.complete(After.sideEffect(Crew.WORKER, number, () -> crew.join().kill()));
                    return kill.join();
                  });
              assertThat(kill.join().happened()).isTrue();
              return null;
            });
    return DynamicTest.dynamicTest("%d: %s".formatted(number, effect), () -> outcome(end));
  }

  /** Lives by the script that is made for a crew; gives what reached AWS. */
  private List<Exchange> live(Scene scene, Function<CompletableFuture<Crew>, Script> script)
      throws Exception {
    CompletableFuture<Crew> crew = new CompletableFuture<>();
    try (Life life =
        Life.on(
            grounds,
            http,
            begun -> {
              crew.complete(Crew.of(begun, script.apply(crew), environments));
              return crew.join();
            })) {
      scene.in(life, crew.join());
      return life.exchanges().all();
    } finally {
      crew.join().close();
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
