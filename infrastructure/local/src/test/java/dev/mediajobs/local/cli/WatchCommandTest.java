package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watching jobs of an endpoint that tells of nothing by itself. */
final class WatchCommandTest {
  private static final String LIST = "POST /api/jobs/list";

  private FakeApi api;
  private CommandLineHarness commands;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApi();
    commands = new CommandLineHarness().with("MEDIAJOBS_ENDPOINT", api.address().toString());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Outcome watch(String... arguments) {
    return commands.run(
        Stream.concat(Stream.of("watch"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void aJobIsAskedForEverLessOftenAndEachChangeIsALine() {
    api.job(
        Answers.PENDING,
        Answers.TRANSCRIBING,
        Answers.TRANSCRIBING,
        Answers.TRANSCRIBING,
        Answers.TRANSCRIBING,
        Answers.COMPLETED);

    Outcome outcome = watch(FakeApi.TOKEN);

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly(
            "3f8a pending 0 %",
            "3f8a processing 50 % transcribing", "3f8a completed 100 % complete");
    assertThat(commands.pauses())
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 10L);
  }

  @Test
  void aProgramGetsAnObjectForEachChange() {
    api.job(Answers.FAILED);

    Outcome outcome = watch(FakeApi.TOKEN, "--json");

    assertThat(outcome.exit()).isEqualTo(ExitCode.JOB_FAILED.code());
    assertThat(outcome.out())
        .isEqualTo(
            "{\"job_id\":\"3f8a\",\"status\":\"failed\",\"progress\":30,"
                + "\"progress_stage\":\"extracting\",\"error_code\":\"no_audio\","
                + "\"error_message\":\"The video has no sound.\"}\n");
  }

  @Test
  void aTokenThatOpensNothingIsSaidWhenTheOthersHaveEnded() {
    api.job(Answers.PENDING, Answers.COMPLETED);

    Outcome outcome = watch(FakeApi.TOKEN, "nonsense");

    assertThat(outcome.exit()).isEqualTo(ExitCode.NO_SUCH_JOB.code());
    assertThat(outcome.out()).contains("3f8a completed 100 %");
    assertThat(outcome.lastErrorLine()).contains("1 of the tokens");
  }

  @Test
  void anEndpointThatIsAwayForAWhileEndsNothing() {
    api.job(Answers.PENDING, Answers.COMPLETED);
    for (int number = 0; number < 5; number++) {
      api.once(LIST, 503, "{}");
    }

    assertThat(watch(FakeApi.TOKEN).exit()).isZero();
  }

  @Test
  void theTimeToWatchIsLimited() {
    api.job(Answers.PENDING);

    Outcome outcome = watch(FakeApi.TOKEN, "--timeout", "30s");

    assertThat(outcome.exit()).isEqualTo(ExitCode.ENDPOINT_UNAVAILABLE.code());
    assertThat(outcome.lastErrorLine()).contains("did not end within 30s");
  }

  @Test
  void withoutATokenTheUsageIsShown() {
    assertThat(watch().exit()).isEqualTo(ExitCode.USAGE.code());
  }
}
