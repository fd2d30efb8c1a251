package dev.mediajobs.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Plays many lives of small worlds and looks after every step whether the invariants of jobs hold.
 * The first seed that breaks one is printed with everything that happened, and ends the play.
 *
 * <p>By default a fixed list of seeds is played, always the same. {@code
 * -Dmediajobs.model.minutes=60} goes on with random ones for an hour; {@code
 * -Dmediajobs.model.seed=N} plays one seed and prints it:
 *
 * <pre>
 * mvn -pl infrastructure/local -am test -Dtest=LifecycleModelTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dmediajobs.model.minutes=60
 * </pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleModelTest {

  private static final String SEED = "mediajobs.model.seed";
  private static final String MINUTES = "mediajobs.model.minutes";

  /** The seeds from 1 up to this one are played when nothing else is asked for. */
  private static final int LAST_SEED = 50;

  private Optional<Run.Report> broken = Optional.empty();
  private long runs;
  private long steps;

  @BeforeAll
  void play() {
    PrintStream log = System.err;
    // Thousands of faults are logged, each as it should be; nobody could read them.
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try (JobsTable table = JobsTable.start()) {
      String seed = System.getProperty(SEED, "");
      if (seed.isEmpty()) {
        playMany(table);
      } else {
        play(table, Long.parseLong(seed)).trace().forEach(System.out::println);
      }
    } finally {
      System.setErr(log);
    }
  }

  private void playMany(JobsTable table) {
    PrimitiveIterator.OfLong seeds = LongStream.rangeClosed(1, LAST_SEED).iterator();
    while (seeds.hasNext() && broken.isEmpty()) {
      play(table, seeds.nextLong());
    }
    Duration more = Duration.ofMinutes(Long.parseLong(System.getProperty(MINUTES, "0")));
    long end = System.nanoTime() + more.toNanos();
    while (System.nanoTime() < end && broken.isEmpty()) {
      play(table, RandomGenerator.getDefault().nextLong());
    }
  }

  private Run.Report play(JobsTable table, long seed) {
    Run.Report report = Run.of(table, seed);
    runs++;
    steps += report.steps();
    if (!report.violations().isEmpty()) {
      broken = Optional.of(report);
    }
    return report;
  }

  @AfterAll
  void sayHowMuchWasPlayed() {
    System.out.printf("The model made %,d scheduler steps in %,d runs.%n", steps, runs);
    broken.ifPresent(
        report ->
            System.out.printf(
                "Seed %d broke invariant %d after %d steps: %s%n",
                report.seed(),
                report.violations().getFirst().invariant(),
                report.steps(),
                report.violations().getFirst().what()));
  }

  @Test
  void invariant1AnAcceptedJobHasARowAndAlwaysEnds() {
    assertHolds(1);
  }

  @Test
  void invariant2WhoeverLostItsHoldChangesNothing() {
    assertHolds(2);
  }

  @Test
  void invariant3AJobHasOneWholeResultThatNeverChanges() {
    assertHolds(3);
  }

  @Test
  void invariant4NoTranscriptionIsBoughtTwice() {
    assertHolds(4);
  }

  @Test
  void invariant5NoLimitIsExceededAndNoSlotIsLost() {
    assertHolds(5);
  }

  @Test
  void invariant6AJobIsGoneAtItsExpiryAndNotBefore() {
    assertHolds(6);
  }

  @Test
  void invariant7EveryEndIsToldAtLeastOnceWithOneIdAndTriesAreCounted() {
    assertHolds(7);
  }

  private void assertHolds(int invariant) {
    broken.ifPresent(
        report ->
            assertThat(report.violations())
                .as(
                    "%s%nPlay it again with -D%s=%d",
                    String.join("\n", report.trace()), SEED, report.seed())
                .noneMatch(violation -> violation.invariant() == invariant));
  }
}
