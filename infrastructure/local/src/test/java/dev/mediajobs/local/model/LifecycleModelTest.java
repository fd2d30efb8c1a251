package dev.mediajobs.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleModelTest {

  private static final String SEED = "mediajobs.model.seed";
  private static final String MINUTES = "mediajobs.model.minutes";
  private static final int SEEDS = 60;

  private final List<Run.Report> reports = new ArrayList<>();

  @BeforeAll
  void playAllSeeds() {
    PrintStream log = System.err;
    // Thousands of faults are logged, each as it should be; nobody could read them.
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try (JobsTable table = JobsTable.start()) {
      play(table);
    } finally {
      System.setErr(log);
    }
  }

  private void play(JobsTable table) {
    String seed = System.getProperty(SEED, "");
    if (!seed.isEmpty()) {
      Run.Report report = Run.of(table, Long.parseLong(seed));
      report.trace().forEach(System.out::println);
      reports.add(report);
      return;
    }
    LongStream.rangeClosed(1, SEEDS).forEach(number -> reports.add(Run.of(table, number)));
    long end =
        System.nanoTime()
            + Duration.ofMinutes(Long.parseLong(System.getProperty(MINUTES, "0"))).toNanos();
    while (System.nanoTime() < end) {
      reports.add(Run.of(table, RandomGenerator.getDefault().nextLong()));
    }
  }

  @AfterAll
  void sayHowMuchWasPlayed() {
    System.out.printf(
        "%d scheduler steps in %d runs%n",
        reports.stream().mapToLong(Run.Report::steps).sum(), reports.size());
  }

  @Test
  void invariant1AnAcceptedJobIsNeverLostAndAlwaysEnds() {
    assertNoViolationOf(1);
  }

  @Test
  void invariant2WhoeverLostItsHoldChangesNothing() {
    assertNoViolationOf(2);
  }

  @Test
  void invariant3AJobHasOneWholeResultThatNeverChanges() {
    assertNoViolationOf(3);
  }

  @Test
  void invariant4NoTranscriptionIsBoughtTwice() {
    assertNoViolationOf(4);
  }

  @Test
  void invariant5NoLimitIsExceededAndNoSlotIsLost() {
    assertNoViolationOf(5);
  }

  @Test
  void invariant6AJobIsGoneAtItsExpiryAndNotBefore() {
    assertNoViolationOf(6);
  }

  @Test
  void invariant7AnEndedJobWaitsToBeToldOfAndTriesAreCounted() {
    assertNoViolationOf(7);
  }

  private void assertNoViolationOf(int invariant) {
    assertThat(reports)
        .allSatisfy(
            report ->
                assertThat(report.violations())
                    .as(
                        () ->
                            "seed %d, play it again with -D%s=%d%n%s"
                                .formatted(
                                    report.seed(),
                                    SEED,
                                    report.seed(),
                                    String.join("\n", report.trace())))
                    .noneMatch(violation -> violation.invariant() == invariant));
  }
}
