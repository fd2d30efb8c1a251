package dev.mediajobs.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.worker.Recordings;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Nothing is lost, doubled or kept, whichever call of whichever function goes wrong, and how. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

  private static final int AT_ONCE = 8;

  /** So many calls of each kind that only reads meet trouble; of those that write, all do. */
  private static final int MOST_READS = 3;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService lives = Executors.newFixedThreadPool(AT_ONCE);
  private Grounds grounds;
  private byte[] recording;
  private Undisturbed wholeLife = new Undisturbed(Map.of(), 0);

  @BeforeAll
  void start() throws Exception {
    recording = Recordings.tone("2");
    grounds = Grounds.open();
    wholeLife = undisturbed(WholeLife::in);
  }

  @AfterAll
  void stop() {
    lives.shutdownNow();
    grounds.close();
    http.close();
  }

  /** How jobs and people live. */
  @FunctionalInterface
  private interface Course {
    void in(Life life, byte[] recording) throws Exception;
  }

  /**
   * What a course asks of AWS when nothing goes wrong.
   *
   * @param sites how many calls of each kind
   * @param attempts how many times workers begin jobs
   */
  private record Undisturbed(Map<Site, Long> sites, int attempts) {}

  @TestFactory
  Stream<DynamicTest> nothingIsLostWhenACallIs() throws Exception {
    return troubled(WholeLife::in, wholeLife).stream();
  }

  @TestFactory
  Stream<DynamicTest> nothingIsLeftOfWhatWasGivenUpWhenACallIs() throws Exception {
    Undisturbed errands = undisturbed(Errands::in);
    errands.sites().keySet().removeAll(wholeLife.sites().keySet());
    return troubled(Errands::in, errands).stream();
  }

  @Test
  void nothingIsLostWhenTheIndexLagsBehindByAWholeSweep() throws Exception {
    LaggingIndex index = new LaggingIndex();
    try (Life life = Life.withRefusals(grounds, index, http)) {
      WholeLife.in(life, recording);
    }
    assertThat(index.outdated()).isPositive();
  }

  /** Every trouble at the first call of each kind, and one after the other at the later ones. */
  private List<DynamicTest> troubled(Course course, Undisturbed undisturbed) {
    List<DynamicTest> tests = new ArrayList<>();
    undisturbed
        .sites()
        .forEach(
            (site, calls) -> {
              List<Trouble> troubles =
                  Arrays.stream(Trouble.values()).filter(trouble -> trouble.canMeet(site)).toList();
              troubles.forEach(trouble -> tests.add(test(course, undisturbed, site, 1, trouble)));
              long last = site.isSideEffect() ? calls : Math.min(calls, MOST_READS);
              for (int occurrence = 2; occurrence <= last; occurrence++) {
                tests.add(
                    test(
                        course,
                        undisturbed,
                        site,
                        occurrence,
                        troubles.get(occurrence % troubles.size())));
              }
            });
    return tests;
  }

  private Undisturbed undisturbed(Course course) throws Exception {
    try (Life life = Life.withRefusals(grounds, Script.NO_TROUBLE, http)) {
      course.in(life, recording);
      Map<Site, Long> calls = life.exchanges().calls();
      // What a person sends to S3 is that person's to send again.
      calls.remove(new Site("api", "S3", "presigned PutObject"));
      return new Undisturbed(calls, life.belongings().attempts());
    }
  }

  /** Begins to live at once; the test waits for the end. */
  private DynamicTest test(
      Course course, Undisturbed undisturbed, Site site, int occurrence, Trouble trouble) {
    Callable<Void> disturbed =
        () -> {
          Strike strike = new Strike(site, occurrence, trouble);
          try (Life life = Life.withRefusals(grounds, strike, http)) {
            course.in(life, recording);
            if (trouble.isOvercomeBy(site)) {
              assertThat(life.belongings().attempts()).isEqualTo(undisturbed.attempts());
            }
          }
          assertThat(strike.struck()).isPositive();
          return null;
        };
    Future<Void> end = lives.submit(disturbed);
    return DynamicTest.dynamicTest(
        "%s (%d) %s".formatted(site, occurrence, trouble), () -> outcome(end));
  }

  private static void outcome(Future<Void> end) throws Throwable {
    try {
      end.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
