package dev.mediajobs.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediajobs.local.cli.CommandLineHarness.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatusAndDownloadTest {
  @TempDir private Path folder;
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
  void aRunningJobIsDescribed() {
    api.job(Answers.TRANSCRIBING);

    Outcome outcome = commands.run("status", FakeApi.JOB);

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly(
            "status: processing",
            "progress: 50 %",
            "stage: transcribing",
            "seconds left, about: 61");
  }

  @Test
  void aFailedJobIsAnAnswerToo() {
    api.job(Answers.FAILED);

    Outcome outcome = commands.run("status", FakeApi.JOB);

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).contains("status: failed", "error: The video has no sound.");
  }

  @Test
  void aProgramGetsTheJobAsTheApiDescribesIt() {
    api.job(Answers.FAILED);

    assertThat(commands.run("status", FakeApi.JOB, "--json").out())
        .isEqualTo(Answers.FAILED + "\n");
  }

  @Test
  void aWrongTokenIsNoSuchJob() {
    api.job(Answers.COMPLETED);

    Outcome outcome = commands.run("status", FakeApi.JOB, "--token", "another");

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(outcome.lastErrorLine()).contains("no such job");
  }

  @Test
  void anIdCannotLeadToAnotherPath() {
    assertThat(commands.run("status", "../uploads/up-1").exit()).isEqualTo(6);
    assertThat(api.requests()).containsExactly("GET /api/jobs/../uploads/up-1");
  }

  @Test
  void subtitlesGoToStandardOutputByThemselves() {
    Outcome outcome = commands.run("download", FakeApi.JOB, "--format", "vtt");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).isEqualTo("the vtt file\n");
    assertThat(api.complaints()).isEmpty();
  }

  @Test
  void subtitlesGoToAFile() {
    Path target = folder.resolve("new/talk.srt");

    Outcome outcome = commands.run("download", FakeApi.JOB, "--out", target.toString());

    assertThat(outcome.out()).isEqualTo(target + "\n");
    assertThat(target).hasContent("the srt file\n");
    assertThat(target.getParent()).isDirectoryContaining(target::equals);
  }

  @Test
  void aDownloadThatFailsKeepsTheOldFile() throws IOException {
    Path target = Files.writeString(folder.resolve("talk.srt"), "old");

    Outcome outcome =
        commands.run("download", FakeApi.JOB, "--token", "another", "--out", target.toString());

    assertThat(outcome.exit()).isEqualTo(6);
    assertThat(target).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("talk.srt");
  }

  @Test
  void aJobThatIsNotCompleteIsRefusedInTheWordsOfTheApi() {
    api.once(
        "GET /api/jobs/3f8a/download/srt",
        409,
        FakeApi.problem(409, "not_completed", "The job is still running."));

    Outcome outcome = commands.run("download", FakeApi.JOB);

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.lastErrorLine()).contains("The job is still running.");
  }

  @Test
  void aRedirectToNowhereIsNoAnswer() {
    api.once("GET /api/jobs/3f8a/download/srt", 302, "");

    assertThat(commands.run("download", FakeApi.JOB).exit()).isEqualTo(5);
  }

  @Test
  void aFolderIsNoFileToWriteTo() {
    api.job(Answers.COMPLETED);

    Outcome outcome = commands.run("download", FakeApi.JOB, "--out", folder.toString());

    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.lastErrorLine()).contains("this is a folder; name a file");
  }
}
