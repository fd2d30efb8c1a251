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

final class DemoCommandTest {
  @TempDir private Path folder;
  private FakeApi api;
  private CommandLineHarness commands;
  private Path out;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApi();
    commands = new CommandLineHarness().stackAt(api.address());
    out = folder.resolve("demo");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void theSubtitlesArePrintedAndTheFilesStay() throws IOException {
    api.job(Answers.COMPLETED);

    Outcome outcome = commands.run("demo", "--out", out.toString());

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).isEqualTo("the srt file\n");
    assertThat(outcome.err()).contains("are in " + out);
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder("dialogue.mp4", "dialogue.srt", "dialogue.vtt", "dialogue.json");
    assertThat(api.stored()).isEqualTo(Files.readAllBytes(out.resolve("dialogue.mp4")));
  }

  @Test
  void aDemoThatFailsLeavesNoFolder() {
    api.job(Answers.FAILED);

    assertThat(commands.run("demo", "--out", out.toString()).exit()).isEqualTo(4);
    assertThat(out).doesNotExist();
  }

  @Test
  void aDemoThatFailsLeavesWhatWasThereBefore() throws IOException {
    api.job(Answers.FAILED);
    Path own = Files.writeString(Files.createDirectory(out).resolve("own"), "mine");

    commands.run("demo", "--out", out.toString());

    assertThat(out.toFile().list()).containsExactly("own");
    assertThat(own).hasContent("mine");
  }
}
