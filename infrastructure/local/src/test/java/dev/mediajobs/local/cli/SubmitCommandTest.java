package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubmitCommandTest {
  private static final String CREATE = "POST /api/uploads";
  private static final String SUBMIT = "POST /api/jobs/submit";
  private static final String STATUS = "GET /api/jobs/" + FakeApi.JOB;

  @TempDir private Path folder;
  private FakeApi api;
  private CommandLineHarness commands;
  private Path video;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApi();
    commands = new CommandLineHarness().with("MEDIAJOBS_ENDPOINT", api.address() + "/");
    video = Files.write(folder.resolve("talk.mp4"), noise(1000));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private Outcome submit(String... more) {
    String[] all = new String[more.length + 2];
    all[0] = "submit";
    all[1] = video.toString();
    System.arraycopy(more, 0, all, 2, more.length);
    return commands.run(all);
  }

  @Test
  void idAndTokenArePrinted() {
    Outcome outcome = submit();

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).isEqualTo("job_id: 3f8a\naccess_token: secret-token\n");
    assertThat(api.requests()).doesNotContain(STATUS);
    assertThat(api.complaints()).isEmpty();
  }

  @Test
  void aProgramGetsTheAnswerOfTheApi() {
    assertThat(submit("--json").out())
        .isEqualTo(
            "{\"job_id\":\"3f8a\",\"access_token\":\"secret-token\",\"status\":\"pending\","
                + "\"cached\":false}\n");
  }

  @Test
  void waitingFollowsTheJobAtThePaceOfTheEndpoint() {
    api.job(Answers.PENDING, Answers.TRANSCRIBING, Answers.COMPLETED);

    assertThat(submit("--wait").exit()).isZero();
    assertThat(commands.pauses())
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(3));
  }

  @Test
  void anOutputFolderMeansWaiting() {
    api.job(Answers.COMPLETED);

    assertThat(submit("--out", folder.toString()).exit()).isZero();
    assertThat(folder.resolve("talk.vtt")).hasContent("the vtt file\n");
  }

  @Test
  void aLargeFileGoesInPartsThatMakeItWhole() {
    api.inPartsOf(300);

    assertThat(submit().exit()).isZero();
    assertThat(api.complaints()).isEmpty();
    assertThat(api.stored()).isEqualTo(noise(1000));
    assertThat(api.complete()).isTrue();
  }

  @Test
  void aPartThatFailsIsSentAgain() {
    api.inPartsOf(300)
        .once("PUT /storage/2", 500, "<Error><Code>InternalError</Code></Error>")
        .once("PUT /storage/4", 503, "<Error><Code>SlowDown</Code></Error>");

    assertThat(submit().exit()).isZero();
    assertThat(api.stored()).isEqualTo(noise(1000));
    assertThat(api.count("PUT /storage/2")).isEqualTo(2);
    assertThat(api.count("PUT /storage/1")).isEqualTo(1);
  }

  @Test
  void expiredAddressesAreRenewed() {
    api.inPartsOf(300)
        .once("PUT /storage/1", 403, "<Error><Code>AccessDenied</Code></Error>")
        .once("PUT /storage/3", 403, "<Error><Code>AccessDenied</Code></Error>");

    assertThat(submit().exit()).isZero();
    assertThat(api.stored()).isEqualTo(noise(1000));
    assertThat(api.count("GET /api/uploads/up-1")).isPositive();
  }

  @Test
  void aPartThatKeepsFailingEndsTheUploadAndIsForgotten() {
    api.inPartsOf(300);
    for (int attempt = 0; attempt < 6; attempt++) {
      api.once("PUT /storage/2", 500, "<Error><Code>InternalError</Code></Error>");
    }

    Outcome outcome = submit();

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.lastErrorLine()).contains("part 2", "HTTP status 500 InternalError");
    assertThat(api.count("DELETE /api/uploads/up-1")).isEqualTo(1);
    assertThat(api.requests()).doesNotContain(SUBMIT);
  }

  @Test
  void aRefusalOfTheStorageIsNotTriedAgain() {
    api.once("PUT /storage/1", 400, "<Error><Code>EntityTooLarge</Code></Error>");

    Outcome outcome = submit();

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.lastErrorLine()).contains("EntityTooLarge").doesNotContain("signature");
    assertThat(api.count("PUT /storage/1")).isEqualTo(1);
  }

  @Test
  void anObjectWhoseAnswerWasLostCounts() {
    api.once("PUT /storage/1", 500, "").once("PUT /storage/1", 412, "");

    assertThat(submit().exit()).isZero();
  }

  @Test
  void anObjectOfSomebodyElseDoesNotCount() {
    api.once("PUT /storage/1", 412, "");

    assertThat(submit().exit()).isEqualTo(5);
  }

  @Test
  void aRefusalIsToldInTheWordsOfTheApi() {
    api.once(
        CREATE,
        400,
        "{\"code\":\"invalid_request\",\"detail\":\"The request is not valid.\",\"errors\":"
            + "[{\"field\":\"size_bytes\",\"detail\":\"is more than 5 GB\"}]}");

    Outcome outcome = submit();

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.lastErrorLine())
        .isEqualTo(
            "mediajobs: the API refuses this: The request is not valid. (size_bytes is more than 5"
                + " GB)");
  }

  @Test
  void aProgramGetsFailuresAsJson() {
    api.once(SUBMIT, 422, FakeApi.problem(422, "unknown_language", "There is no language xx."));

    Outcome outcome = submit("--json");

    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.lastErrorLine())
        .isEqualTo(
            "{\"error\":{\"code\":\"unknown_language\",\"message\":\"the API refuses this: There is"
                + " no language xx.\",\"exit_code\":3}}");
  }

  @Test
  void controlCharactersOfAnEndpointNeverReachTheTerminal() {
    api.once(CREATE, 400, "{\"detail\":\"no\\u001b[2J\\nreally\"}");

    assertThat(submit().lastErrorLine())
        .isEqualTo("mediajobs: the API refuses this: no [2J really");
  }

  @Test
  void anEndpointThatIsBusyIsAskedAgainWhenItSaysSo() {
    api.once(SUBMIT, 429, "{\"message\":\"Too Many Requests\"}", Map.of("retry-after", "7"));

    assertThat(submit().exit()).isZero();
    assertThat(commands.pauses()).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void aFullPoolIsToldAtOnceWhenItStaysFullForLong() {
    String sentence = "System busy. Maximum 3 jobs can run at once. Please try again later.";
    api.once(
        CREATE, 429, FakeApi.problem(429, "limit_reached", sentence), Map.of("retry-after", "30"));

    Outcome outcome = submit();

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.lastErrorLine()).isEqualTo("mediajobs: " + sentence);
    assertThat(api.requests()).containsExactly(CREATE);
  }

  @Test
  void aSubmitWhoseAnswerWasLostIsRepeatedAsTheSameRequest() {
    api.once(SUBMIT, 503, "{\"message\":\"Service Unavailable\"}");

    assertThat(submit().exit()).isZero();
    assertThat(api.count(SUBMIT)).isEqualTo(2);
    assertThat(api.keys()).hasSize(2).doesNotContain("").containsOnly(api.keys().getFirst());
  }

  @Test
  void anotherSubmitIsAnotherRequest() {
    submit();
    submit();

    assertThat(api.keys()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void anEndpointThatIsAwayForAWhileDoesNotEndTheWait() {
    api.job(Answers.COMPLETED);
    for (int attempt = 0; attempt < 5; attempt++) {
      api.once(STATUS, 502, "<html>Bad Gateway</html>");
    }

    assertThat(submit("--wait").exit()).isZero();
  }

  @Test
  void anEndpointThatStaysAwayEndsTheWait() {
    api.job(Answers.COMPLETED);
    for (int attempt = 0; attempt < 200; attempt++) {
      api.once(STATUS, 502, "<html>Bad Gateway</html>");
    }

    Outcome outcome = submit("--wait");

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.lastErrorLine()).contains("HTTP status 502");
  }

  @Test
  void aJobThatIsGoneEndsTheWait() {
    api.job(Answers.TRANSCRIBING).once(STATUS, 404, FakeApi.problem(404, "job_not_found", "Gone."));

    assertThat(submit("--wait").exit()).isEqualTo(6);
  }

  @Test
  void aPageThatIsNoApiIsNamedSo() {
    api.once(CREATE, 200, "<html>Welcome!</html>");

    Outcome outcome = submit();

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.lastErrorLine()).contains("does not answer as the Mediajobs API does");
  }

  @Test
  void nobodyAtTheEndpointIsSaidPlainly() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    Outcome outcome = submit("--endpoint", "http://127.0.0.1:" + free);

    assertThat(outcome.exit()).isEqualTo(5);
    assertThat(outcome.lastErrorLine()).contains("cannot connect to http://127.0.0.1:" + free);
  }
}
