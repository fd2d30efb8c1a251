package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobCommandsTest {
  private static final String RETRY = "POST /api/jobs/" + FakeApi.JOB + "/retry";

  private FakeApi api;
  private CommandLineHarness commands;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApi();
    commands =
        new CommandLineHarness()
            .with("MEDIAJOBS_ENDPOINT", api.address().toString())
            .with("MEDIAJOBS_TOKEN", FakeApi.TOKEN);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aPendingJobIsCancelled() {
    Outcome outcome = commands.run("cancel", FakeApi.JOB);

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).isEqualTo("status: cancelled\n");
    assertThat(api.requests()).containsExactly("DELETE /api/jobs/" + FakeApi.JOB);
  }

  @Test
  void aJobThatHasBegunIsNotCancelled() {
    api.once(
        "DELETE /api/jobs/" + FakeApi.JOB,
        409,
        FakeApi.problem(409, "not_pending", "The job is processing and runs to its end."));

    Outcome outcome = commands.run("cancel", FakeApi.JOB, "--json");

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.lastErrorLine()).contains("not_pending", "runs to its end");
  }

  @Test
  void aFailedJobIsTriedOnceMore() {
    Outcome outcome = commands.run("retry", FakeApi.JOB, "--json");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).isEqualTo("{\"job_id\":\"3f8a\",\"status\":\"pending\"}\n");
  }

  @Test
  void aRetryThatMayHaveWorkedIsNotRepeated() {
    api.once(RETRY, 503, "{\"message\":\"Service Unavailable\"}");

    assertThat(commands.run("retry", FakeApi.JOB).exit()).isEqualTo(5);
    assertThat(api.count(RETRY)).isEqualTo(1);
  }

  @Test
  void theLinkIsPrinted() {
    assertThat(commands.run("share", FakeApi.JOB).out())
        .isEqualTo("share_url: https://example.com/jobs/3f8a?token=t\n");
  }

  @Test
  void aProgramGetsTheLinkAsTheApiGivesIt() {
    assertThat(commands.run("share", FakeApi.JOB, "--json").out()).isEqualTo(FakeApi.SHARED + "\n");
  }

  @Test
  void theLinkIsTakenBack() {
    Outcome outcome = commands.run("share", FakeApi.JOB, "--stop");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).isEqualTo("shared: no\n");
    assertThat(api.requests()).containsExactly("DELETE /api/jobs/" + FakeApi.JOB + "/share");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "retry"})
  void aWrongTokenIsNoSuchJob(String command) {
    Outcome outcome = commands.run(command, FakeApi.JOB, "--token", "another");

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.lastErrorLine()).contains("no such job");
  }
}
